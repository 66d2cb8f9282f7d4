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
  leave,
  memberNode,
  type Node,
  nameNode,
  nothing,
  type Parameter,
  textNode,
} from '../syntax.ts';

/** https://github.com/lezer-parser/javascript/blob/main/src/javascript.grammar */
const readers = readersByName({
  String: (node, reader) => textNode(quoted(reader.text(node))),
  TemplateString: template,
  TaggedTemplateExpression: (node, reader) => {
    const [tag, given] = childrenOf(node);
    return callNode(reader.read(tag), [reader.read(given)]);
  },
  'Number BooleanLiteral': (node, reader) => ({ kind: 'literal', text: reader.text(node) }),
  RegExp: () => nameNode('RegExp'),
  'null undefined': () => ({ kind: 'literal', text: 'null' }),
  'VariableName VariableDefinition this super': (node, reader) => nameNode(reader.text(node)),
  'PropertyName PropertyDefinition PrivatePropertyName PrivatePropertyDefinition TypeName': (node, reader) =>
    textNode(reader.text(node)),
  MemberExpression: (node, reader) => {
    const parts = childrenOf(node).filter(({ name }) => !/^(?:\.|\?\.|\[|\])$/.test(name));
    return memberNode(reader.read(parts[0]), reader.read(parts[1]));
  },
  CallExpression: call,
  NewExpression: (node, reader) => {
    const [, callee, list] = childrenOf(node);
    return { kind: 'call', callee: reader.read(callee), arguments: argumentsOf(list, reader) };
  },
  ArrayExpression: (node, reader) => ({ kind: 'list', items: argumentsOf(node, reader) }),
  ArrayPattern: (node, reader) => ({ kind: 'list', items: argumentsOf(node, reader) }),
  'ObjectExpression ObjectPattern': (node, reader) => ({
    kind: 'table',
    entries: childrenOf(node).flatMap((part) => entryOf(part, reader)),
  }),
  'ParenthesizedExpression SequenceExpression': (node, reader) =>
    reader.readAll(childrenOf(node).filter(({ name }) => !/^[(),]$/.test(name))),
  BinaryExpression: (node, reader) => {
    const [left, operator, right] = childrenOf(node);
    const sign = operator ? reader.text(operator) : '';
    if (sign === 'as' || sign === 'satisfies') return reader.read(left);
    return {
      kind: 'operation',
      operator: operators[sign] ?? sign,
      operands: [reader.read(left), reader.read(right)],
    };
  },
  UnaryExpression: (node, reader) => {
    const [operator, operand] = childrenOf(node);
    const sign = operator ? reader.text(operator) : '';
    if (sign === 'void' || sign === 'await') return reader.read(operand);
    return { kind: 'operation', operator: sign === '!' ? 'not' : sign, operands: [reader.read(operand)] };
  },
  PostfixExpression: (node, reader) => reader.read(node.firstChild),
  AwaitExpression: (node, reader) => reader.read(node.lastChild),
  ConditionalExpression: (node, reader) => {
    const [condition, , body, , otherwise] = childrenOf(node);
    return {
      kind: 'branches',
      condition: reader.read(condition),
      body: reader.read(body),
      otherwise: reader.read(otherwise),
    };
  },
  AssignmentExpression: (node, reader) => {
    const [target, operator, value] = childrenOf(node);
    const sign = operator?.name === 'UpdateOp' ? reader.text(operator).slice(0, -1) : undefined;
    return {
      kind: 'assignment',
      target: reader.read(target),
      value: reader.read(value),
      ...(sign !== undefined && { operator: operators[sign] ?? sign }),
    };
  },
  VariableDeclaration: declaration,
  'ArrowFunction FunctionExpression': (node, reader) => functionOf(node, reader),
  FunctionDeclaration: (node, reader) => functionOf(node, reader),
  'ClassDeclaration ClassExpression': classOf,
  ReturnStatement: (node, reader) => {
    const value = childrenOf(node).find(({ name }) => name !== 'return' && name !== ';');
    return { kind: 'return', ...(value && { value: reader.read(value) }) };
  },
  IfStatement: (node, reader) => {
    const [, condition, body, , otherwise] = childrenOf(node);
    return {
      kind: 'branches',
      condition: reader.read(condition),
      body: reader.read(body),
      ...(otherwise && { otherwise: reader.read(otherwise) }),
    };
  },
  ForStatement: loop,
  WhileStatement: (node, reader) => ({
    kind: 'branches',
    condition: reader.read(childrenOf(node)[1]),
    body: { kind: 'loop', body: reader.read(node.lastChild) },
  }),
  CatchClause: (node, reader) => ({
    kind: 'branches',
    condition: anything,
    body: reader.readAll(childrenOf(node).filter(({ name }) => name === 'Block')),
  }),
  // What leaves it, leaves it as it leaves a loop.
  SwitchBody: (node, reader) => ({ kind: 'loop', body: reader.readAll(childrenOf(node)) }),
  ImportDeclaration: imports,
  DynamicImport: (node, reader) => {
    const name = childNamed(node, 'String');
    return name ? { kind: 'module', name: quoted(reader.text(name)) } : reader.readAll(childrenOf(node));
  },
  'BreakStatement ContinueStatement': () => leave,
  'ExportGroup TypeAnnotation TypeAliasDeclaration InterfaceDeclaration EnumDeclaration Label TypeArgList':
    () => nothing,
});

const operators: Readonly<Record<string, string>> = {
  '||': 'or',
  '??': 'or',
  '&&': 'and',
  '===': '==',
  '!==': '!=',
  '/': '÷',
};

function quoted(written: string): string {
  const isEnded = written.length > 1 && written.endsWith(written[0] ?? '');
  return unescaped(written.slice(1, isEnded ? -1 : undefined));
}

function template(node: SyntaxNode, reader: TreeReader): Node {
  const parts: Node[] = [];
  let from = node.from + 1;
  const add = (to: number): void => {
    if (to > from) parts.push(textNode(unescaped(reader.text({ from, to }))));
  };
  for (const part of childrenOf(node).filter(({ name }) => name === 'Interpolation')) {
    add(part.from);
    parts.push(reader.readAll(childrenOf(part).filter(({ name }) => !name.startsWith('Interpolation'))));
    from = part.to;
  }
  add(reader.text(node).endsWith('`') ? node.to - 1 : node.to);
  return { kind: 'template', parts };
}

/** `require('x')` takes in a library or a file. */
function call(node: SyntaxNode, reader: TreeReader): Node {
  const [callee, ...rest] = childrenOf(node).filter(({ name }) => name !== '?.');
  const list = rest.find(({ name }) => name === 'ArgList');
  const [first] = listed(list);
  const isModule =
    callee?.name === 'VariableName' && reader.text(callee) === 'require' && first?.[0]?.name === 'String';
  if (isModule && first[0]) return { kind: 'module', name: quoted(reader.text(first[0])) };
  return { kind: 'call', callee: reader.read(callee), arguments: argumentsOf(list, reader) };
}

function argumentsOf(list: SyntaxNode | undefined, reader: TreeReader): readonly Argument[] {
  return listed(list).map((part) => {
    if (part[0]?.name === 'Spread') return { value: reader.readAll(part.slice(1)), isSpread: true };
    return { value: reader.readAll(part.filter(({ name }) => name !== 'Equals')) };
  });
}

/** Of an object, or of a pattern for one: `a`, `a: b`, `[a]: b`, `...a`, `a() { }`, `a = fallback`. */
function entryOf(part: SyntaxNode, reader: TreeReader): readonly Entry[] {
  if (part.name !== 'Property' && part.name !== 'PatternProperty') return [];
  const parts = childrenOf(part).filter(({ name }) => !/^(?:\[|\]|async|get|set|\*|Star)$/.test(name));
  const [first, second, third] = parts;
  if (!first) return [];
  if (first.name === 'Spread') return [{ value: reader.read(second) }];
  const name = first.name === 'VariableDefinition' ? textNode(reader.text(first)) : reader.read(first);
  if (second?.name === ':') return [{ name, value: reader.read(third) }];
  if (second?.name === 'ParamList') return [{ name, value: functionOf(part, reader) }];
  return [{ name, value: nameNode(reader.text(first)) }];
}

/** `const a = 1, {b} = c`. */
function declaration(node: SyntaxNode, reader: TreeReader): Node {
  const made: Node[] = [];
  const parts = childrenOf(node);
  for (const [index, part] of parts.entries()) {
    if (part.name !== 'Equals') continue;
    const target = parts
      .slice(0, index)
      .findLast(({ name }) => /^(?:VariableDefinition|ArrayPattern|ObjectPattern)$/.test(name));
    made.push({
      kind: 'assignment',
      target: reader.read(target),
      value: reader.read(parts[index + 1]),
      isDeclared: true,
    });
  }
  return blockNode(made);
}

function functionOf(node: SyntaxNode, reader: TreeReader): Node {
  const parts = childrenOf(node);
  const name = parts.find((part) => part.name === 'VariableDefinition');
  const list = parts.find((part) => part.name === 'ParamList');
  const body = node.lastChild;
  const isExpression = node.name === 'ArrowFunction' && body?.name !== 'Block';
  return {
    kind: 'function',
    ...(name && node.name === 'FunctionDeclaration' && { name: reader.text(name) }),
    parameters: list ? parametersOf(list, reader) : [],
    body: reader.read(body),
    givesLast: isExpression,
  };
}

function parametersOf(list: SyntaxNode, reader: TreeReader): readonly Parameter[] {
  return listed(list).flatMap((part): readonly Parameter[] => {
    const at = part.findIndex(({ name }) => /^(?:VariableDefinition|ArrayPattern|ObjectPattern)$/.test(name));
    const target = part[at];
    if (!target) return [];
    const equals = part.findIndex(({ name }) => name === 'Equals');
    const fallback = equals === -1 ? undefined : reader.read(part[equals + 1]);
    const isRest = part[0]?.name === 'Spread';
    return [{ target: reader.read(target), isRest, ...(fallback && { fallback }) }];
  });
}

function classOf(node: SyntaxNode, reader: TreeReader): Node {
  const parts = childrenOf(node);
  const name = parts.find((part) => part.name === 'VariableDefinition');
  const base = parts[parts.findIndex((part) => part.name === 'extends') + 1];
  const body = parts.find((part) => part.name === 'ClassBody');
  const members = body ? childrenOf(body).flatMap((part) => memberOfClass(part, reader)) : [];
  return {
    kind: 'class',
    name: name ? reader.text(name) : '',
    members,
    ...(base && parts.some((part) => part.name === 'extends') && { base: reader.read(base) }),
  };
}

function memberOfClass(part: SyntaxNode, reader: TreeReader): readonly Entry[] {
  const parts = childrenOf(part);
  const name = parts.find((one) => /PropertyDefinition$/.test(one.name));
  if (!name) return [];
  const written = reader.text(name);
  const key = textNode(written === 'constructor' ? 'new' : written);
  if (part.name === 'MethodDeclaration') return [{ name: key, value: functionOf(part, reader) }];
  const equals = parts.findIndex((one) => one.name === 'Equals');
  return equals === -1 ? [] : [{ name: key, value: reader.read(parts[equals + 1]) }];
}

/** `for (const x of xs)`, `for (x in xs)`, `for (a; b; c)`. */
function loop(node: SyntaxNode, reader: TreeReader): Node {
  const head = childrenOf(node).find(({ name }) => /^For\w*Spec$/.test(name));
  const body = reader.read(node.lastChild);
  if (!head || head.name === 'ForSpec') {
    const parts = head ? childrenOf(head).filter(({ name }) => !/^[();]$/.test(name)) : [];
    return blockNode([reader.readAll(parts), { kind: 'loop', body }]);
  }
  const parts = childrenOf(head);
  const at = parts.findIndex(({ name }) => name === 'of' || name === 'in');
  const target = parts[at - 1];
  return { kind: 'loop', target: reader.read(target), values: reader.read(parts[at + 1]), body };
}

/** https://developer.mozilla.org/docs/Web/JavaScript/Reference/Statements/import */
function imports(node: SyntaxNode, reader: TreeReader): Node {
  const parts = childrenOf(node);
  const source = parts.find(({ name }) => name === 'String');
  if (!source) return nothing;
  const module: Node = { kind: 'module', name: quoted(reader.text(source)) };
  const made: Node[] = [];
  for (const part of parts) {
    if (part.name === 'VariableDefinition') made.push(bound(reader.text(part), module));
    else if (part.name === 'ImportGroup') {
      for (const names of listed(part)) {
        const given = names.filter(({ name }) => name !== 'as' && name !== 'type');
        const [first, last] = [given[0], given.at(-1)];
        if (first && last) made.push(bound(reader.text(last), memberNode(module, reader.text(first))));
      }
    }
  }
  return made.length === 0 ? module : blockNode(made);
}

function bound(name: string, value: Node): Node {
  return { kind: 'assignment', target: nameNode(name), value, isDeclared: true };
}

/** JavaScript and TypeScript. */
export function readJavaScript(source: string): Reading {
  const code = source.startsWith('#!') ? source.replace(/^#![^\n]*/, '') : source;
  return readTree(grammars.javascript(), code, readers);
}
