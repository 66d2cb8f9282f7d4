import { grammars } from '../grammars.ts';
import type { Reading } from '../language.ts';
import { childNamed, childrenOf, listed, readersByName, readTree } from '../lezer.ts';
import { anything, callNode, leave, nameNode, nothing, textNode } from '../syntax.ts';
import { classOf, functionOf, parametersOf } from './python-definitions.ts';
import { argumentOf, argumentsOf, comprehension, entryOf, loop, member } from './python-expressions.ts';
import { imports } from './python-imports.ts';
import { assignment, conditions, tryStatement, withStatement } from './python-statements.ts';
import { formatString, pythonString } from './python-strings.ts';

/** https://github.com/lezer-parser/python/blob/main/src/python.grammar */
const readers = readersByName({
  String: (node, reader) => textNode(pythonString(reader.text(node))),
  FormatString: (node, reader) => formatString(node, reader),
  ContinuedString: (node, reader) => ({
    kind: 'template',
    parts: childrenOf(node).map((one) => reader.read(one)),
  }),
  Number: (node, reader) => ({ kind: 'literal', text: reader.text(node) }),
  Boolean: (node, reader) => ({ kind: 'literal', text: reader.text(node).toLowerCase() }),
  None: () => ({ kind: 'literal', text: 'null' }),
  VariableName: (node, reader) => nameNode(reader.text(node)),
  MemberExpression: member,
  CallExpression: (node, reader) => {
    const [callee, list] = childrenOf(node);
    return { kind: 'call', callee: reader.read(callee), arguments: argumentsOf(list, reader) };
  },
  'ArrayExpression TupleExpression SetExpression': (node, reader) => ({
    kind: 'list',
    items: listed(node).map((part) => argumentOf(part, reader)),
  }),
  ParenthesizedExpression: (node, reader) => reader.read(childrenOf(node)[1]),
  DictionaryExpression: (node, reader) => ({
    kind: 'table',
    entries: listed(node).flatMap((part) => entryOf(part, reader)),
  }),
  BinaryExpression: (node, reader) => {
    const parts = childrenOf(node);
    const operator = parts.slice(1, -1).map((part) => reader.text(part));
    return {
      kind: 'operation',
      operator: operator.join(' '),
      operands: [reader.read(parts[0]), reader.read(parts.at(-1))],
    };
  },
  UnaryExpression: (node, reader) => {
    const [operator, operand] = childrenOf(node);
    return {
      kind: 'operation',
      operator: operator ? reader.text(operator) : '',
      operands: [reader.read(operand)],
    };
  },
  ConditionalExpression: (node, reader) => {
    const [then, , condition, , otherwise] = childrenOf(node);
    return {
      kind: 'branches',
      condition: reader.read(condition),
      body: reader.read(then),
      otherwise: reader.read(otherwise),
    };
  },
  LambdaExpression: (node, reader) => ({
    kind: 'function',
    parameters: parametersOf(childNamed(node, 'ParamList'), reader),
    body: reader.read(node.lastChild),
    givesLast: true,
  }),
  'ComprehensionExpression ArrayComprehensionExpression SetComprehensionExpression DictionaryComprehensionExpression':
    (node, reader) => comprehension(childrenOf(node), reader),
  AwaitExpression: (node, reader) => reader.read(node.lastChild),
  NamedExpression: (node, reader) => ({
    kind: 'assignment',
    target: reader.read(node.firstChild),
    value: reader.read(node.lastChild),
  }),
  AssignStatement: assignment,
  UpdateStatement: (node, reader) => {
    const [target, operator, value] = childrenOf(node);
    const sign = operator ? reader.text(operator).slice(0, -1) : '';
    return { kind: 'assignment', target: reader.read(target), value: reader.read(value), operator: sign };
  },
  ImportStatement: imports,
  IfStatement: (node, reader) => conditions(childrenOf(node), reader),
  ForStatement: (node, reader) => {
    const parts = childrenOf(node).filter(({ name }) => name !== 'async');
    return loop(parts, reader, reader.readAll(parts.filter(({ name }) => name === 'Body')));
  },
  WhileStatement: (node, reader) => ({
    kind: 'branches',
    condition: reader.read(childrenOf(node)[1]),
    body: { kind: 'loop', body: reader.readAll(childrenOf(node).filter(({ name }) => name === 'Body')) },
  }),
  WithStatement: withStatement,
  TryStatement: tryStatement,
  FunctionDefinition: (node, reader) => functionOf(node, reader, false),
  ClassDefinition: classOf,
  DecoratedStatement: (node, reader) => {
    const decorators = childrenOf(node).filter(({ name }) => name === 'Decorator');
    const isPlain = decorators.every((one) =>
      /^@(?:staticmethod|classmethod|property|\w+\.setter)\s*$/.test(reader.text(one)),
    );
    const definition = node.lastChild;
    if (definition?.name !== 'FunctionDefinition') return reader.read(definition);
    return functionOf(definition, reader, !isPlain);
  },
  ReturnStatement: (node, reader) => {
    const [, value] = childrenOf(node);
    return { kind: 'return', ...(value && { value: reader.read(value) }) };
  },
  MatchClause: (node, reader) => ({
    kind: 'branches',
    condition: anything,
    body: reader.read(node.lastChild),
  }),
  PrintStatement: (node, reader) =>
    callNode(
      'print',
      childrenOf(node)
        .slice(1)
        .map((one) => reader.read(one)),
    ),
  'BreakStatement ContinueStatement': () => leave,
  'TypeDef DeleteStatement PassStatement ScopeStatement Decorator': () => nothing,
});

/** Python 3, and what of Python 2 differs little from it. */
export function readPython(source: string): Reading {
  return readTree(grammars.python(), source, readers);
}
