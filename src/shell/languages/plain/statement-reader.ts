import type { Reading } from '../language.ts';
import {
  anything,
  blockNode,
  callNode,
  leave,
  type Node,
  nameNode,
  nothing,
  type Parameter,
} from '../syntax.ts';
import type { Dialect } from './dialect.ts';
import { ExpressionReader, listNode } from './expression-reader.ts';
import { tokensOf } from './tokens.ts';

type Construct = (reader: StatementReader) => Node;

const noEnds: ReadonlySet<string> = new Set();
const endWords: ReadonlySet<string> = new Set(['end']);
const closing: ReadonlySet<string> = new Set(['}']);
const deepestInner = 6;

/** Reads a program of a plain language; `inside` counts pieces of code in strings in strings. */
export class StatementReader extends ExpressionReader {
  readonly #inside: number;

  constructor(source: string, dialect: Dialect, inside = 0) {
    super(tokensOf(source, dialect), dialect);
    this.#inside = inside;
  }

  program(): Node {
    return this.block(noEnds);
  }

  protected inner(source: string): Node {
    if (this.#inside >= deepestInner) return anything;
    return new StatementReader(source, this.dialect, this.#inside + 1).program();
  }

  protected block(ends: ReadonlySet<string>): Node {
    const nodes: Node[] = [];
    while (this.token) {
      if (this.token.kind === 'line' || this.is(';', ',')) {
        this.at += 1;
        continue;
      }
      if (this.token.kind !== 'text' && this.token.kind !== 'template' && ends.has(this.token.text)) {
        this.at += 1;
        break;
      }
      const before = this.at;
      nodes.push(this.#statement());
      if (this.at === before) this.at += 1;
    }
    return blockNode(nodes);
  }

  #statement(): Node {
    let node = this.expression();
    if (this.is(',')) node = this.#severalTargets(node);
    for (;;) {
      if (this.take('if', 'while')) node = { kind: 'branches', condition: this.expression(), body: node };
      else if (this.take('unless', 'until'))
        node = { kind: 'branches', condition: negated(this.expression()), body: node };
      else if (this.take('for', 'foreach'))
        node = { kind: 'loop', target: nameNode('_'), values: this.expression(), body: node };
      else if (this.take('rescue')) node = blockNode([node, this.expression()]);
      else return node;
    }
  }

  /** `a, b = c, d`. */
  #severalTargets(first: Node): Node {
    const nodes = [first];
    while (this.take(',')) {
      this.skipLines();
      nodes.push(this.expression());
    }
    const last = nodes.at(-1);
    if (last?.kind !== 'assignment') return listNode(nodes);
    const from = nodes.findIndex(({ kind }) => kind === 'assignment');
    const assigned = nodes[from];
    if (assigned?.kind !== 'assignment') return listNode(nodes);
    return { ...assigned, target: listNode([...nodes.slice(0, from), assigned.target]) };
  }

  protected construct(): Node | undefined {
    const { token } = this;
    const previous = this.tokens[this.at - 1];
    if (token?.kind !== 'name' || (previous?.kind === 'sign' && /^(?:\.|->|::|&\.)$/.test(previous.text)))
      return undefined;
    if (this.tokens[this.at + 1]?.text === '=>') return undefined;
    const made = Object.hasOwn(constructs, token.text) ? constructs[token.text] : undefined;
    if (!made) return undefined;
    this.at += 1;
    return made(this);
  }

  protected blockArgument(): Node | undefined {
    const isRuby = this.dialect.callsBare && this.dialect.blocks === 'words';
    if (!isRuby) return undefined;
    const isBrace = this.is('{');
    if (!isBrace && !(this.is('do') && !this.#isHeadOpen)) return undefined;
    this.at += 1;
    const parameters = this.#blockParameters();
    const before = this.#isHeadOpen;
    this.#isHeadOpen = false;
    const body = this.block(isBrace ? closing : endWords);
    this.#isHeadOpen = before;
    return { kind: 'function', parameters, body, givesLast: true };
  }

  /** While the head of a loop is read, `do` begins the loop's own body. */
  #isHeadOpen = false;

  head(): Node {
    return this.withoutDo(() => this.expression());
  }

  protected withoutDo<Result>(read: () => Result): Result {
    const before = this.#isHeadOpen;
    this.#isHeadOpen = true;
    const result = read();
    this.#isHeadOpen = before;
    return result;
  }

  #blockParameters(): readonly Parameter[] {
    if (!this.take('|')) return [];
    const parameters: Parameter[] = [];
    while (this.token && !this.take('|')) {
      if (this.token.kind === 'name') parameters.push({ target: nameNode(this.token.text) });
      this.at += 1;
    }
    return parameters;
  }

  /** The block of a construct: in braces, or up to its closing word. */
  body(ends: ReadonlySet<string> = endWords): Node {
    if (this.dialect.blocks === 'words') return this.block(ends);
    this.skipLines();
    if (this.take('{')) return this.block(closing);
    return this.expression();
  }

  /** `if`, with everything behind it. */
  branches(isNegated: boolean): Node {
    const condition = this.head();
    this.take('then');
    if (this.dialect.blocks === 'braces') {
      const body = this.body();
      const mark = this.at;
      this.skipLines();
      const otherwise = this.take('elsif', 'elseif')
        ? this.branches(false)
        : this.take('else')
          ? this.body()
          : undefined;
      if (!otherwise) this.at = mark;
      return branchesNode(isNegated ? negated(condition) : condition, body, otherwise);
    }
    const body = this.block(new Set(['end', 'else', 'elsif', 'elseif']));
    const ended = this.tokens[this.at - 1]?.text;
    const otherwise =
      ended === 'elsif' || ended === 'elseif'
        ? this.branches(false)
        : ended === 'else'
          ? this.block(endWords)
          : undefined;
    return branchesNode(isNegated ? negated(condition) : condition, body, otherwise);
  }

  /** `while`, `until`: the body runs perhaps. */
  turns(): Node {
    const condition = this.head();
    this.take('do');
    return {
      kind: 'branches',
      condition: blockNode([condition, anything]),
      body: { kind: 'loop', body: this.body() },
    };
  }

  /** `for x in xs do … end`, `foreach my $x (xs) { … }`, `for (a; b; c) { … }`, `for i, x in pairs(t) do … end`. */
  loop(): Node {
    this.take('my', 'our', 'local');
    if (this.dialect.blocks === 'braces' && this.is('(')) return this.#loopInParentheses();
    const targets: Node[] = [];
    while (this.token?.kind === 'name' && !this.is('in')) {
      targets.push(nameNode(this.dialect.plainName(this.token.text)));
      this.at += 1;
      if (!this.take(',')) break;
    }
    if (!this.take('in') && !this.is('(')) this.take('=');
    const values = this.head();
    while (this.take(',')) this.head();
    this.take('do');
    const target = targets.length === 1 ? targets[0] : listNode(targets);
    return { kind: 'loop', ...(target && { target }), values, body: this.body() };
  }

  #loopInParentheses(): Node {
    const named = this.tokens[this.at + 2]?.text === 'in' ? this.tokens[this.at + 1] : undefined;
    if (named) this.at += 3;
    const values = this.expression();
    if (named) this.take(')');
    return {
      kind: 'loop',
      target: nameNode(named ? this.dialect.plainName(named.text) : '_'),
      values,
      body: this.body(),
    };
  }

  /** `def name(a, b) … end`, `function name(a) … end`, `sub name { … }`. */
  routine(isHead: boolean): Node {
    let name: string | undefined;
    if (isHead) {
      while (this.token?.kind === 'name' || this.is('.', ':')) {
        if (this.token?.kind === 'name') name = this.token.text;
        this.at += 1;
        if (!this.is('.', ':')) break;
      }
    }
    const parameters = this.is('(') ? this.#parameters() : [];
    const node: Node = { kind: 'function', parameters, body: this.body(), givesLast: this.dialect.givesLast };
    return name === undefined ? node : { ...node, name };
  }

  #parameters(): readonly Parameter[] {
    const parameters: Parameter[] = [];
    let depth = 0;
    while (this.token) {
      const { kind, text } = this.token;
      this.at += 1;
      if (text === '(' && kind === 'sign') depth += 1;
      if (text === ')' && kind === 'sign') depth -= 1;
      if (depth === 0) break;
      if (kind === 'name' && depth === 1) parameters.push({ target: nameNode(this.dialect.plainName(text)) });
      if (this.take('=')) {
        const fallback = this.expression(1);
        const last = parameters.pop();
        if (last) parameters.push({ ...last, fallback });
      }
    }
    return parameters;
  }

  /** `class X … end`, `module Y … end`: what stands inside, of which the functions are called by their own names. */
  container(): Node {
    while (this.token && this.token.kind !== 'line' && !this.is(';')) this.at += 1;
    return this.block(endWords);
  }

  /** `case x when a then b … end`. */
  cases(): Node {
    const subject = this.head();
    const ends = new Set(['when', 'else', 'end', 'in']);
    const nodes: Node[] = [subject, this.block(ends)];
    while (this.token && this.tokens[this.at - 1]?.text !== 'end') {
      nodes.push({ kind: 'branches', condition: anything, body: this.block(ends) });
    }
    return blockNode(nodes);
  }

  /** `begin … rescue … ensure … end`. */
  attempt(): Node {
    const ends = new Set(['rescue', 'ensure', 'else', 'end']);
    const nodes = [this.block(ends)];
    while (this.token && this.tokens[this.at - 1]?.text !== 'end') {
      const isHandler = this.tokens[this.at - 1]?.text === 'rescue';
      const body = this.block(ends);
      nodes.push(isHandler ? { kind: 'branches', condition: anything, body } : body);
    }
    return blockNode(nodes);
  }

  /** `do { … }` runs, `do 'file'` runs a file, `do … end` is a block. */
  doBlock(): Node {
    if (this.dialect.blocks === 'words') return this.block(endWords);
    if (this.is('{')) return this.body();
    return callNode('do', [this.expression(1)]);
  }

  /** `eval { … }`, `BEGIN { … }`; with text it is a call. */
  evaluated(name: string): Node {
    if (this.dialect.blocks === 'braces' && this.is('{')) return this.body();
    return nameNode(name);
  }

  /** `return x`. */
  returned(): Node {
    if (!this.token || this.token.kind === 'line' || this.is(';', '}', 'end', 'if', 'unless'))
      return { kind: 'return' };
    return { kind: 'return', value: this.expression() };
  }

  /** `use File::Path qw(remove_tree)`: every name of it may come without the library's. */
  used(): Node {
    const { token } = this;
    if (token?.kind !== 'name') return nothing;
    while (this.token && this.token.kind !== 'line' && !this.is(';')) this.at += 1;
    return nothing;
  }

  /** Names that are made here: `my $x = 1`, `local x`. */
  declared(): Node {
    if (this.dialect.blocks === 'words' && this.take('function')) return this.routine(true);
    return this.expression();
  }
}

const constructs: Readonly<Record<string, Construct>> = {
  if: (reader) => reader.branches(false),
  unless: (reader) => reader.branches(true),
  while: (reader) => reader.turns(),
  until: (reader) => reader.turns(),
  for: (reader) => reader.loop(),
  foreach: (reader) => reader.loop(),
  def: (reader) => reader.routine(true),
  sub: (reader) => reader.routine(true),
  function: (reader) => reader.routine(true),
  class: (reader) => reader.container(),
  module: (reader) => reader.container(),
  case: (reader) => reader.cases(),
  begin: (reader) => reader.attempt(),
  repeat: (reader) => blockNode([reader.body(new Set(['until'])), reader.head()]),
  do: (reader) => reader.doBlock(),
  eval: (reader) => reader.evaluated('eval'),
  BEGIN: (reader) => reader.evaluated('BEGIN'),
  END: (reader) => reader.evaluated('END'),
  return: (reader) => reader.returned(),
  break: () => leave,
  next: () => leave,
  last: () => leave,
  exit: () => callNode('exit', []),
  use: (reader) => reader.used(),
  my: (reader) => reader.declared(),
  our: (reader) => reader.declared(),
  local: (reader) => reader.declared(),
};

function branchesNode(condition: Node, body: Node, otherwise: Node | undefined): Node {
  return { kind: 'branches', condition, body, ...(otherwise && { otherwise }) };
}

function negated(condition: Node): Node {
  return { kind: 'operation', operator: 'not', operands: [condition] };
}

/** Reads a program; never fails. */
export function readPlain(source: string, dialect: Dialect): Reading {
  return { program: new StatementReader(source.replace(/^#![^\n]*/, ''), dialect).program() };
}
