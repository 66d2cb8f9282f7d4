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

/** https://github.com/lezer-parser/php/blob/main/src/php.grammar */
const readers = readersByName({
  String: stringOf,
  HeredocString: (node, reader) => heredoc(reader.text(node)),
  NowdocString: (node, reader) => textNode(reader.text(node).replace(/^.*\n|\n.*$/g, '')),
  ShellExpression: (node, reader) => callNode('shell_exec', [interpolated(reader.text(node).slice(1, -1))]),
  'Integer Float Boolean': (node, reader) => ({ kind: 'literal', text: reader.text(node).toLowerCase() }),
  'VariableName Name QualifiedName': (node, reader) => nameNode(plainName(reader.text(node))),
  MemberExpression: (node, reader) => {
    const [object, , key] = childrenOf(node);
    return memberNode(
      reader.read(object),
      key?.name === 'Name' ? textNode(reader.text(key)) : reader.read(key),
    );
  },
  ScopedExpression: (node, reader) => {
    const [object, , key] = childrenOf(node);
    return memberNode(reader.read(object), key ? plainName(reader.text(key)) : '');
  },
  SubscriptExpression: (node, reader) => {
    const [object, , key] = childrenOf(node);
    return memberNode(reader.read(object), key && key.name !== ']' ? reader.read(key) : anything);
  },
  CallExpression: (node, reader) => {
    const [callee, list] = childrenOf(node);
    return { kind: 'call', callee: reader.read(callee), arguments: argumentsOf(list, reader) };
  },
  NewExpression: (node, reader) => {
    const [, callee, list] = childrenOf(node);
    return { kind: 'call', callee: reader.read(callee), arguments: argumentsOf(list, reader) };
  },
  ArrayExpression: (node, reader) => arrayOf(childNamed(node, 'ValueList') ?? node, reader),
  ListExpression: (node, reader) => arrayOf(childNamed(node, 'ValueList') ?? node, reader),
  ParenthesizedExpression: (node, reader) => reader.read(childrenOf(node)[1]),
  BinaryExpression: (node, reader) => {
    const [left, operator, right] = childrenOf(node);
    const sign = operator ? reader.text(operator) : '';
    return {
      kind: 'operation',
      operator: operators[sign] ?? sign,
      operands: [reader.read(left), reader.read(right)],
    };
  },
  UnaryExpression: (node, reader) => {
    const [operator, operand] = childrenOf(node);
    const sign = operator ? reader.text(operator) : '';
    if (sign === '@' || sign === '&') return reader.read(operand);
    return { kind: 'operation', operator: sign === '!' ? 'not' : sign, operands: [reader.read(operand)] };
  },
  ConditionalExpression: (node, reader) => {
    const [condition, , ...rest] = childrenOf(node);
    const isShort = rest[0]?.name === ':';
    return {
      kind: 'branches',
      condition: reader.read(condition),
      body: isShort ? reader.read(condition) : reader.read(rest[0]),
      otherwise: reader.read(rest.at(-1)),
    };
  },
  AssignmentExpression: (node, reader) => {
    const parts = childrenOf(node);
    return { kind: 'assignment', target: reader.read(parts[0]), value: reader.read(parts.at(-1)) };
  },
  UpdateExpression: (node, reader) => {
    const [target, operator, value] = childrenOf(node);
    if (!value) return reader.read(target);
    const sign = operator ? reader.text(operator).slice(0, -1) : '';
    return { kind: 'assignment', target: reader.read(target), value: reader.read(value), operator: sign };
  },
  'FunctionDefinition FunctionExpression ArrowFunction': functionOf,
  ClassDeclaration: classOf,
  ReturnStatement: (node, reader) => {
    const value = childrenOf(node).find(({ name }) => name !== 'return' && name !== ';');
    return { kind: 'return', ...(value && { value: reader.read(value) }) };
  },
  IfStatement: (node, reader) => conditions(childrenOf(node), reader),
  ForeachStatement: (node, reader) => {
    const [values, target] = listOfSpec(childNamed(node, 'ForSpec'));
    const item = target?.name === 'Pair' ? target.lastChild : target;
    return {
      kind: 'loop',
      target: reader.read(item),
      values: reader.read(values),
      body: reader.read(node.lastChild),
    };
  },
  'WhileStatement DoStatement': (node, reader) => ({
    kind: 'branches',
    condition: reader.read(childNamed(node, 'ParenthesizedExpression')),
    body: {
      kind: 'loop',
      body: reader.readAll(childrenOf(node).filter(({ name }) => name !== 'ParenthesizedExpression')),
    },
  }),
  'CaseStatement MatchArm': (node, reader) => ({ kind: 'loop', body: reader.readAll(childrenOf(node)) }),
  TryStatement: tryStatement,
  EchoStatement: (node, reader) => {
    const value = childrenOf(node)[1];
    const values =
      value?.name === 'SequenceExpression'
        ? childrenOf(value).filter(({ name }) => name !== ',')
        : value
          ? [value]
          : [];
    return callNode(
      'echo',
      values.map((one) => reader.read(one)),
    );
  },
  PrintIntrinsic: (node, reader) => callNode('echo', [reader.read(node.lastChild)]),
  IncludeExpression: (node, reader) => callNode('include', [reader.read(node.lastChild)]),
  ConstDeclaration: (node, reader) =>
    blockNode(
      childrenOf(node)
        .filter(({ name }) => name === 'VariableDeclarator')
        .map((part) => declarator(part, reader)),
    ),
  NamespaceUseDeclaration: (node, reader) => {
    const [, name = '', as] = /use\s+([\w\\]+)(?:\s+as\s+(\w+))?/.exec(reader.text(node)) ?? [];
    const short = as ?? name.slice(name.lastIndexOf('\\') + 1);
    return { kind: 'assignment', target: nameNode(short), value: nameNode(plainName(name)) };
  },
  'BreakStatement ContinueStatement': () => leave,
  'TextInterpolation GlobalDeclaration NamedType': () => nothing,
});

const operators: Readonly<Record<string, string>> = {
  '||': 'or',
  '&&': 'and',
  '??': 'or',
  '===': '==',
  '!==': '!=',
  '/': '÷',
  '+': 'plus',
};

/** `$name` and `\Name\Space` as the tables write them. */
function plainName(written: string): string {
  return written.replace(/^\$|^\\/, '').replaceAll('\\', '.');
}

function stringOf(node: SyntaxNode, reader: TreeReader): Node {
  const whole = reader.text(node);
  const isEnded = whole.length > 1 && whole.endsWith(whole[0] ?? '');
  if (whole.startsWith("'"))
    return textNode(whole.slice(1, isEnded ? -1 : undefined).replace(/\\(['\\])/g, '$1'));
  const parts: Node[] = [];
  let from = node.from + 1;
  const add = (to: number): void => {
    if (to > from) parts.push(textNode(unescaped(reader.text({ from, to }))));
  };
  for (const part of childrenOf(node).filter(({ name }) => name !== 'EscapeSequence')) {
    add(part.from);
    parts.push(part.name === 'Interpolation' ? reader.read(childrenOf(part)[1]) : reader.read(part));
    from = part.to;
  }
  add(isEnded ? node.to - 1 : node.to);
  return { kind: 'template', parts };
}

function heredoc(written: string): Node {
  return interpolated(written.replace(/^.*\n/, '').replace(/\n[^\n]*$/, ''));
}

/** Text with variables in it, where the grammar gives it as a whole. */
function interpolated(written: string): Node {
  const parts = written.split(/(\{?\$\w+\}?)/).map((part): Node => {
    const name = /^\{?\$(\w+)\}?$/.exec(part)?.[1];
    return name === undefined ? textNode(unescaped(part)) : nameNode(name);
  });
  return { kind: 'template', parts };
}

function argumentsOf(list: SyntaxNode | undefined, reader: TreeReader): readonly Argument[] {
  return listed(list).map(([first]) => {
    if (first?.name === 'SpreadArgument') return { value: reader.read(first.lastChild), isSpread: true };
    if (first?.name !== 'NamedArgument') return { value: reader.read(first) };
    const [name] = childrenOf(first);
    return { value: reader.read(first.lastChild), name: name ? reader.text(name) : '' };
  });
}

/** With `=>` a table, else a list. */
function arrayOf(node: SyntaxNode, reader: TreeReader): Node {
  const parts = listed(node).flatMap(([first]) =>
    first && first.name !== 'array' && first.name !== 'list' ? [first] : [],
  );
  if (!parts.some(({ name }) => name === 'Pair')) {
    return { kind: 'list', items: parts.map((part) => ({ value: reader.read(part) })) };
  }
  const entries = parts.flatMap((part): readonly Entry[] =>
    part.name === 'Pair' ? [{ name: reader.read(part.firstChild), value: reader.read(part.lastChild) }] : [],
  );
  return { kind: 'table', entries };
}

function functionOf(node: SyntaxNode, reader: TreeReader): Node {
  const name = childrenOf(node).find((part) => part.name === 'Name');
  return {
    kind: 'function',
    ...(name && node.name === 'FunctionDefinition' && { name: reader.text(name) }),
    parameters: parametersOf(childNamed(node, 'ParamList'), reader),
    body: reader.read(node.lastChild),
    givesLast: node.name === 'ArrowFunction',
  };
}

function parametersOf(list: SyntaxNode | undefined, reader: TreeReader): readonly Parameter[] {
  return listed(list).flatMap(([first]): readonly Parameter[] => {
    const name = first && childNamed(first, 'VariableName');
    if (!first || !name) return [];
    const fallback = childNamed(first, 'AssignOp') ? reader.read(first.lastChild) : undefined;
    return [{ target: reader.read(name), ...(fallback && { fallback }) }];
  });
}

function classOf(node: SyntaxNode, reader: TreeReader): Node {
  const name = childNamed(node, 'Name');
  const body = childNamed(node, 'DeclarationList');
  const members = body ? childrenOf(body).flatMap((part) => memberOfClass(part, reader)) : [];
  return { kind: 'class', name: name ? reader.text(name) : '', members };
}

function memberOfClass(part: SyntaxNode, reader: TreeReader): readonly Entry[] {
  if (part.name !== 'MethodDeclaration') {
    return childrenOf(part)
      .filter(({ name }) => name === 'VariableDeclarator')
      .flatMap((one) => {
        const [name, equals, value] = childrenOf(one);
        return name && equals
          ? [{ name: textNode(plainName(reader.text(name))), value: reader.read(value) }]
          : [];
      });
  }
  const name = childNamed(part, 'Name');
  const written = name ? reader.text(name) : '';
  return [{ name: textNode(written === '__construct' ? 'new' : written), value: functionOf(part, reader) }];
}

function declarator(part: SyntaxNode, reader: TreeReader): Node {
  return { kind: 'assignment', target: reader.read(part.firstChild), value: reader.read(part.lastChild) };
}

function conditions(parts: readonly SyntaxNode[], reader: TreeReader): Node {
  const [word, condition, body, ...rest] = parts;
  if (!word || word.name === 'endif' || word.name === ';') return nothing;
  if (word.name === 'else') return reader.read(condition);
  return {
    kind: 'branches',
    condition: reader.read(condition),
    body: reader.read(body),
    ...(rest.length > 0 && { otherwise: conditions(rest, reader) }),
  };
}

/** `(values as $key => $item)`. */
function listOfSpec(spec: SyntaxNode | undefined): readonly (SyntaxNode | undefined)[] {
  const parts = spec ? childrenOf(spec).filter(({ name }) => name !== '(' && name !== ')') : [];
  return [parts[0], parts[2]];
}

function tryStatement(node: SyntaxNode, reader: TreeReader): Node {
  let isHandler = false;
  const nodes: Node[] = [];
  for (const part of childrenOf(node)) {
    if (part.name === 'catch') isHandler = true;
    if (part.name === 'finally') isHandler = false;
    if (part.name !== 'Block') continue;
    const body = reader.read(part);
    nodes.push(isHandler ? { kind: 'branches', condition: anything, body } : body);
  }
  return blockNode(nodes);
}

/** PHP, with its opening tag or without, as `php -r` takes it. */
export function readPhp(source: string): Reading {
  const code = /<\?(?:php|=)/.test(source) ? source : `<?php ${source}`;
  return readTree(
    grammars.php(),
    code.replace(/^#![^\n]*\n/, '').replace(/<<<\s*"(\w+)"/g, '<<<$1'),
    readers,
  );
}
