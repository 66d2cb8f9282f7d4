import type { SyntaxNode } from '@lezer/common';
import { grammars } from '../grammars.ts';
import type { Reading } from '../language.ts';
import { childNamed, childrenOf, listed, readersByName, readTree, type TreeReader } from '../lezer.ts';
import { unescaped } from '../string-escapes.ts';
import {
  type Argument,
  anything,
  blockNode,
  callNode,
  type Entry,
  memberNode,
  type Node,
  nameNode,
  nothing,
  type Parameter,
  textNode,
} from '../syntax.ts';

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
  'TypeDef DeleteStatement PassStatement BreakStatement ContinueStatement ScopeStatement Decorator': () =>
    nothing,
});

function formatString(node: SyntaxNode, reader: TreeReader): Node {
  const whole = reader.text(node);
  const [, prefix = '', quote = ''] = /^(\w*)("""|'''|"|')/.exec(whole) ?? [];
  const parts: Node[] = [];
  let from = node.from + prefix.length + quote.length;
  const add = (to: number): void => {
    const between = reader.text({ from, to }).replace(/\{\{|\}\}/g, (pair) => pair.slice(1));
    parts.push(textNode(pythonString(`${/r/i.test(prefix) ? 'r' : ''}"""${between}"""`)));
  };
  for (const part of childrenOf(node).filter(({ name }) => name === 'FormatReplacement')) {
    add(part.from);
    parts.push(reader.read(childrenOf(part)[1]));
    from = part.to;
  }
  add(Math.max(from, whole.endsWith(quote) ? node.to - quote.length : node.to));
  return { kind: 'template', parts };
}

/** `a.b`, `a[0]`; of `a[1:]` the place is not followed. */
function member(node: SyntaxNode, reader: TreeReader): Node {
  const [object, dot, key, colon] = childrenOf(node);
  const of = reader.read(object);
  if (dot?.name === '.') return memberNode(of, key ? reader.text(key) : '');
  const isPart = key?.name === ':' || colon?.name === ':';
  if (isPart) return callNode(memberNode(of, 'slice'), []);
  return memberNode(of, reader.read(key));
}

function argumentsOf(list: SyntaxNode | undefined, reader: TreeReader): readonly Argument[] {
  return listed(list).map((part) => argumentOf(part, reader));
}

function argumentOf(part: readonly SyntaxNode[], reader: TreeReader): Argument {
  const [first, second, third] = part;
  if (first?.name === '*' || first?.name === '**') return { value: reader.read(second), isSpread: true };
  if (second?.name === 'AssignOp' && first) return { value: reader.read(third), name: reader.text(first) };
  if (part.some(({ name }) => name === 'for')) return { value: comprehension(part, reader) };
  return { value: reader.readAll(part) };
}

function entryOf(part: readonly SyntaxNode[], reader: TreeReader): readonly Entry[] {
  const [first, second, third] = part;
  if (first?.name === '**') return [{ value: reader.read(second) }];
  return second?.name === ':' ? [{ name: reader.read(first), value: reader.read(third) }] : [];
}

/** `body for x in xs for y in ys if …`, innermost last. */
function comprehension(parts: readonly SyntaxNode[], reader: TreeReader): Node {
  const inner = parts.filter(({ name }) => !/^[()[\]{}]$/.test(name));
  const first = inner.findIndex(({ name }) => name === 'for' || name === 'async');
  const starts = inner.flatMap(({ name }, index) => (name === 'for' ? [index] : []));
  const body = reader.readAll(inner.slice(0, Math.max(first, 0)));
  return starts.reduceRight<Node>(
    (nested, from, index) => loop(inner.slice(from, starts[index + 1]), reader, nested),
    body,
  );
}

/** `for a, b in values`. */
function loop(parts: readonly SyntaxNode[], reader: TreeReader, body: Node): Node {
  const at = parts.findIndex(({ name }) => name === 'in');
  const targets = parts.slice(1, Math.max(at, 1)).filter(({ name }) => name !== ',');
  return { kind: 'loop', target: together(targets, reader), values: reader.read(parts[at + 1]), body };
}

function together(nodes: readonly SyntaxNode[], reader: TreeReader): Node {
  const [only] = nodes;
  if (nodes.length === 1) return reader.read(only);
  return { kind: 'list', items: nodes.map((one) => ({ value: reader.read(one) })) };
}

/** `a = b, c = value`: the last is the value, every other a target. */
function assignment(node: SyntaxNode, reader: TreeReader): Node {
  const segments: SyntaxNode[][] = [[]];
  for (const part of childrenOf(node)) {
    if (part.name === 'AssignOp') segments.push([]);
    else if (part.name !== ',' && part.name !== 'TypeDef') segments.at(-1)?.push(part);
  }
  if (segments.length < 2) return nothing;
  const value = together(segments.at(-1) ?? [], reader);
  return segments
    .slice(0, -1)
    .reduceRight<Node>(
      (given, target) => ({ kind: 'assignment', target: together(target, reader), value: given }),
      value,
    );
}

/** https://docs.python.org/3/reference/simple_stmts.html#the-import-statement */
function imports(node: SyntaxNode, reader: TreeReader): Node {
  const source = reader
    .text(node)
    .replace(/[()\\\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const [, from, names] = /^from (\S+) import (.*)$/.exec(source) ?? [];
  if (from !== undefined && names !== undefined) {
    const module: Node = { kind: 'module', name: from };
    return blockNode(
      named(names).map(({ name, as }) =>
        name === '*' ? everyName(from) : bound(as ?? name, memberNode(module, name)),
      ),
    );
  }
  return blockNode(
    named(source.replace(/^import /, '')).map(({ name, as }) => {
      const top = as === undefined ? (name.split('.')[0] ?? name) : name;
      return bound(as ?? top, { kind: 'module', name: top });
    }),
  );
}

/** Of `from os import *` every name may come. */
function everyName(module: string): Node {
  return callNode('import_all', [textNode(module)]);
}

function named(names: string): readonly { readonly name: string; readonly as?: string }[] {
  return names
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [name = '', , as] = one.split(' ');
      return as === undefined ? { name } : { name, as };
    });
}

function bound(name: string, value: Node): Node {
  return { kind: 'assignment', target: nameNode(name), value };
}

/** `if a: … elif b: … else: …`. */
function conditions(parts: readonly SyntaxNode[], reader: TreeReader): Node {
  const [word, condition, body, ...rest] = parts;
  if (!word) return nothing;
  if (word.name === 'else') return reader.read(condition);
  return {
    kind: 'branches',
    condition: reader.read(condition),
    body: reader.read(body),
    ...(rest.length > 0 && { otherwise: conditions(rest, reader) }),
  };
}

function withStatement(node: SyntaxNode, reader: TreeReader): Node {
  const parts = childrenOf(node);
  const made: Node[] = [];
  for (const [index, part] of parts.entries()) {
    if (/^(?:with|async|as|,|\(|\)|Body)$/.test(part.name) || parts[index - 1]?.name === 'as') continue;
    const value = reader.read(part);
    const target = parts[index + 1]?.name === 'as' ? parts[index + 2] : undefined;
    made.push(target ? { kind: 'assignment', target: reader.read(target), value } : value);
  }
  return blockNode([...made, reader.readAll(parts.filter(({ name }) => name === 'Body'))]);
}

/** Handlers run perhaps, everything else does. */
function tryStatement(node: SyntaxNode, reader: TreeReader): Node {
  let isHandler = false;
  const nodes: Node[] = [];
  for (const part of childrenOf(node)) {
    if (part.name === 'except') isHandler = true;
    if (part.name === 'finally' || part.name === 'else') isHandler = false;
    if (part.name !== 'Body') continue;
    const body = reader.read(part);
    nodes.push(isHandler ? { kind: 'branches', condition: anything, body: body } : body);
  }
  return blockNode(nodes);
}

function functionOf(node: SyntaxNode, reader: TreeReader, isHandedOver: boolean): Node {
  const name = childNamed(node, 'VariableName');
  return {
    kind: 'function',
    ...(name && { name: reader.text(name) }),
    parameters: parametersOf(childNamed(node, 'ParamList'), reader),
    body: reader.read(childNamed(node, 'Body')),
    isHandedOver,
  };
}

function parametersOf(list: SyntaxNode | undefined, reader: TreeReader): readonly Parameter[] {
  return listed(list).flatMap((given): readonly Parameter[] => {
    const part = given.filter(({ name }) => name !== 'TypeDef');
    const [first, second, third] = part;
    if (first?.name === '*' && second) return [{ target: reader.read(second), isRest: true }];
    if (first?.name !== 'VariableName') return [];
    const fallback = second?.name === 'AssignOp' ? reader.read(third) : undefined;
    return [{ target: reader.read(first), ...(fallback && { fallback }) }];
  });
}

function classOf(node: SyntaxNode, reader: TreeReader): Node {
  const name = childNamed(node, 'VariableName');
  const [base] = listed(childNamed(node, 'ArgList'));
  const body = childNamed(node, 'Body');
  const members = body ? childrenOf(body).flatMap((part) => membersOf(part, reader)) : [];
  return {
    kind: 'class',
    name: name ? reader.text(name) : '',
    members,
    ...(base && { base: reader.readAll(base) }),
  };
}

function membersOf(part: SyntaxNode, reader: TreeReader): readonly Entry[] {
  const read = reader.read(part);
  if (read.kind === 'function' && read.name !== undefined) {
    const { name, ...rest } = read;
    const isStatic = /@staticmethod/.test(reader.text(part));
    const parameters = isStatic ? read.parameters.map((one) => one) : read.parameters;
    return [
      {
        name: textNode(name === '__init__' ? 'new' : name),
        value: { ...rest, parameters, isHandedOver: false },
      },
    ];
  }
  if (read.kind === 'assignment' && read.target.kind === 'name')
    return [{ name: textNode(read.target.name), value: read.value }];
  return [];
}

/** The text of a string as written, with its prefix and quotes. https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals */
function pythonString(written: string): string {
  const [, prefix = '', quote = '"'] = /^(\w*)("""|'''|"|')/.exec(written) ?? [];
  const from = prefix.length + quote.length;
  const isEnded = written.length >= from + quote.length && written.endsWith(quote);
  const inside = written.slice(from, isEnded ? -quote.length : undefined);
  return /r/i.test(prefix) ? inside : unescaped(inside);
}

/** Python 3, and what of Python 2 differs little from it. */
export function readPython(source: string): Reading {
  return readTree(grammars.python(), source, readers);
}
