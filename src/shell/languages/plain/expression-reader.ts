import { unescaped } from '../string-escapes.ts';
import {
  type Argument,
  anything,
  callNode,
  type Entry,
  memberNode,
  type Node,
  nameNode,
  nothing,
  textNode,
} from '../syntax.ts';
import type { Dialect } from './dialect.ts';
import type { Token } from './tokens.ts';

const deepest = 100;

/** Reads expressions out of tokens, as far as they make sense; what does not is stepped over. */
export abstract class ExpressionReader {
  protected readonly dialect: Dialect;
  protected readonly tokens: readonly Token[];
  protected at = 0;
  readonly #methods = new WeakSet<Node>();
  #depth = 0;

  constructor(tokens: readonly Token[], dialect: Dialect) {
    this.tokens = tokens;
    this.dialect = dialect;
  }

  /** Statements up to one of these words or signs, which is taken. */
  protected abstract block(ends: ReadonlySet<string>): Node;
  /** `if`, `def`, `sub`, …: where a statement or expression begins with a word of the language; nothing elsewhere. */
  protected abstract construct(): Node | undefined;
  /** A piece of code inside of a string. */
  protected abstract inner(source: string): Node;

  protected get token(): Token | undefined {
    return this.tokens[this.at];
  }

  protected is(...texts: readonly string[]): boolean {
    const { token } = this;
    return (
      token !== undefined &&
      (token.kind === 'sign' || token.kind === 'name' || token.kind === 'line') &&
      texts.includes(token.text)
    );
  }

  protected take(...texts: readonly string[]): boolean {
    const isThere = this.is(...texts);
    if (isThere) this.at += 1;
    return isThere;
  }

  protected skipLines(): void {
    while (this.token?.kind === 'line') this.at += 1;
  }

  /** @param loosest level of operators that still belong to it */
  protected expression(loosest = 0): Node {
    if (this.#depth >= deepest) {
      this.at += 1;
      return anything;
    }
    this.#depth += 1;
    let left = this.#postfix(this.#primary());
    for (;;) {
      const operator = this.#operator(loosest);
      if (operator === undefined) break;
      left = this.#operation(left, operator);
    }
    this.#depth -= 1;
    return left;
  }

  #operator(loosest: number): readonly [string, number, string] | undefined {
    const { token } = this;
    if (!token || (token.kind !== 'sign' && token.kind !== 'name')) return undefined;
    const known = Object.hasOwn(this.dialect.operators, token.text)
      ? this.dialect.operators[token.text]
      : undefined;
    return known && known[0] >= loosest ? [token.text, ...known] : undefined;
  }

  #operation(left: Node, [sign, level, name]: readonly [string, number, string]): Node {
    this.at += 1;
    this.skipLines();
    if (name === 'choose') return this.#choose(left);
    if (name === 'assign') {
      const value = this.#values(level);
      const operator = sign === '=' || sign === '<-' || sign === ':=' ? undefined : sign.slice(0, -1);
      const known = operator === undefined ? undefined : (this.dialect.operators[operator]?.[1] ?? operator);
      return { kind: 'assignment', target: left, value, ...(known !== undefined && { operator: known }) };
    }
    const right = this.expression(level + 1);
    return { kind: 'operation', operator: name, operands: [left, right] };
  }

  /** `a, b = c, d`: several values are a list. */
  #values(level: number): Node {
    return this.expression(level);
  }

  #choose(condition: Node): Node {
    const body = this.expression(1);
    this.skipLines();
    this.take(':');
    this.skipLines();
    return { kind: 'branches', condition, body, otherwise: this.expression(1) };
  }

  #primary(): Node {
    const built = this.construct();
    if (built) return built;
    const { token } = this;
    if (!token) return anything;
    this.at += 1;
    if (token.kind === 'name') return this.#named(token);
    if (token.kind === 'number') return { kind: 'literal', text: token.text };
    if (token.kind === 'sign') return this.#signed(token.text);
    if (token.kind === 'words') return listNode(token.text.split(/\s+/).filter(Boolean).map(textNode));
    if (token.kind === 'template') return this.#template(token.text);
    if (token.kind === 'shell') return callNode('`', [this.#template(token.text)]);
    return token.kind === 'text' ? textNode(token.text) : nothing;
  }

  #named(token: Token): Node {
    const literal = this.dialect.literals?.[token.text];
    if (literal) return literal;
    if (token.text === 'not' || token.text === 'defined')
      return { kind: 'operation', operator: 'not', operands: [this.expression(6)] };
    return nameNode(this.dialect.plainName(token.text));
  }

  #signed(sign: string): Node {
    if (sign === '(') {
      const items = this.#items(')');
      const [only] = items;
      if (items.length !== 1 || !only) return { kind: 'list', items };
      // `while (line = gets)` sets the name.
      if (only.name === undefined) return only.value;
      return { kind: 'assignment', target: nameNode(this.dialect.plainName(only.name)), value: only.value };
    }
    if (sign === '[') return { kind: 'list', items: this.#items(']') };
    if (sign === '{') return this.#table();
    if (sign === '!') return { kind: 'operation', operator: 'not', operands: [this.expression(9)] };
    if (sign === ':' && (this.token?.kind === 'name' || this.token?.kind === 'text')) {
      this.at += 1;
      return textNode(this.tokens[this.at - 1]?.text ?? '');
    }
    return /^[-+*&\\~^]$/.test(sign) ? this.expression(9) : nothing;
  }

  /** Text with values in it. */
  #template(text: string): Node {
    const { filledIn } = this.dialect;
    if (!filledIn) return textNode(unescaped(text));
    const parts: Node[] = [];
    let from = 0;
    for (const match of text.matchAll(filledIn)) {
      if (text[match.index - 1] === '\\') continue;
      parts.push(textNode(unescaped(text.slice(from, match.index))));
      parts.push(this.inner(match.slice(1).find((group) => group !== undefined) ?? ''));
      from = match.index + match[0].length;
    }
    parts.push(textNode(unescaped(text.slice(from))));
    return { kind: 'template', parts };
  }

  /** `a, *b, c: d, "e" => f`, up to the closing sign. */
  #items(close: string): readonly Argument[] {
    const items: Argument[] = [];
    for (;;) {
      while (this.token?.kind === 'line' || this.is(',', ';')) this.at += 1;
      if (!this.token || this.take(close)) break;
      const before = this.at;
      items.push(this.#item());
      if (this.at === before) this.at += 1;
    }
    return items;
  }

  #item(): Argument {
    const isSpread = this.take('*') || this.take('...');
    const name = this.#entryName();
    this.skipLines();
    const value = this.expression(1);
    if (name !== undefined) return { value, name };
    if (!this.is('=>')) return { value, ...(isSpread && { isSpread }) };
    this.at += 1;
    this.skipLines();
    const key =
      value.kind === 'text' || value.kind === 'name'
        ? value.kind === 'text'
          ? value.text
          : value.name
        : '?';
    return { value: this.expression(1), name: key };
  }

  /** `name:` and `name =` in front of a value. */
  #entryName(): string | undefined {
    const [name, sign] = [this.tokens[this.at], this.tokens[this.at + 1]];
    if (name?.kind !== 'name' && name?.kind !== 'text') return undefined;
    const isNamed =
      sign?.kind === 'sign' &&
      ((sign.text === ':' && !sign.isApart) ||
        (sign.text === '=' && this.dialect.blocks !== 'braces') ||
        (sign.text === '=' && !this.dialect.callsBare));
    if (!isNamed) return undefined;
    this.at += 2;
    return name.text;
  }

  #table(): Node {
    const items = this.#items('}');
    if (items.length > 0 && items.every(({ name }) => name === undefined)) return { kind: 'list', items };
    const entries = items.flatMap(({ name, value }): readonly Entry[] =>
      name === undefined ? [] : [{ name: textNode(name), value }],
    );
    return { kind: 'table', entries };
  }

  #postfix(start: Node): Node {
    let node = start;
    for (let turns = 0; turns < 500; turns += 1) {
      const next = this.#oneMore(node);
      if (!next) break;
      node = next;
    }
    return node;
  }

  #oneMore(node: Node): Node | undefined {
    const { token } = this;
    if (!token) return this.#called(node);
    if (token.kind === 'line') return this.#nextLineMember(node) ?? this.#called(node);
    if (this.#isMember(token)) return this.#member(node);
    if (token.text === '(' && token.kind === 'sign' && !token.isApart) {
      this.at += 1;
      return this.#withBlock({ kind: 'call', callee: node, arguments: this.#items(')') });
    }
    if (token.text === '[' && token.kind === 'sign' && (!token.isApart || node.kind !== 'name'))
      return this.#index(node, ']');
    if (
      token.text === '{' &&
      token.kind === 'sign' &&
      this.dialect.blocks === 'braces' &&
      !token.isApart &&
      node.kind !== 'call' &&
      this.dialect.callsBare
    )
      return this.#index(node, '}');
    if (this.#isBareCall(node, token)) return this.#bareCall(node);
    const isCallable = node.kind === 'name' || node.kind === 'member';
    const block = isCallable ? this.blockArgument() : undefined;
    if (block) return { kind: 'call', callee: node, arguments: [{ value: block }] };
    return this.#called(node);
  }

  /** Ruby and Perl call a method without parentheses. */
  #called(node: Node): Node | undefined {
    const isMethod = this.#methods.has(node) && !this.is('=', '+=', '||=');
    return isMethod ? { kind: 'call', callee: node, arguments: [] } : undefined;
  }

  /** `.method` on the next line goes on with this one. */
  #nextLineMember(node: Node): Node | undefined {
    const next = this.tokens.slice(this.at, this.at + 4).find(({ kind }) => kind !== 'line');
    if (next?.kind !== 'sign' || !/^(?:\.|&\.|->)$/.test(next.text)) return undefined;
    this.skipLines();
    return this.#member(node);
  }

  #isMember({ kind, text, isApart }: Token): boolean {
    if (kind !== 'sign') return false;
    if (text === '->' || text === '::' || text === '&.') return true;
    const next = this.tokens[this.at + 1];
    if (text === '.')
      return !isApart && next?.kind === 'name' && !next.isApart && this.dialect.operators['.'] === undefined;
    return (
      text === ':' &&
      !isApart &&
      next?.kind === 'name' &&
      this.tokens[this.at + 2]?.text === '(' &&
      this.dialect.operators['..']?.[1] === '.'
    );
  }

  #member(node: Node): Node {
    this.at += 1;
    const { token } = this;
    if (token?.kind === 'name') {
      this.at += 1;
      const member = memberNode(node, this.dialect.plainName(token.text));
      if (this.dialect.callsBare && /^[a-z_]/.test(token.text)) this.#methods.add(member);
      return member;
    }
    if (this.is('[')) return this.#index(node, ']');
    if (this.is('{')) return this.#index(node, '}');
    return node;
  }

  #index(node: Node, close: string): Node {
    this.at += 1;
    const [first] = this.#items(close);
    const key = first?.value ?? anything;
    return memberNode(node, close === '}' && key.kind === 'name' ? textNode(key.name) : key);
  }

  #isBareCall(node: Node, { kind, text, isApart }: Token): boolean {
    const isCallable = node.kind === 'name' || node.kind === 'member';
    const isVariable = node.kind === 'name' && /^[$@%]/.test(this.tokens[this.at - 1]?.text ?? '');
    if (!isCallable || !isApart || isVariable)
      return (
        !this.dialect.callsBare &&
        isCallable &&
        (kind === 'text' || kind === 'template') &&
        this.dialect.blocks === 'words'
      );
    if (!this.dialect.callsBare)
      return (kind === 'text' || kind === 'template') && this.dialect.blocks === 'words';
    if (kind === 'name')
      return (
        !Object.hasOwn(this.dialect.operators, text) &&
        !/^(?:if|unless|while|until|for|foreach|do|then|end|and|or|rescue|in|else|elsif)$/.test(text)
      );
    if (kind === 'sign') {
      const next = this.tokens[this.at + 1];
      return /^[[:\\*&]$/.test(text) && next !== undefined && !next.isApart;
    }
    return kind !== 'line' && kind !== 'nothing';
  }

  /** `system "rm", "-rf", x`. */
  #bareCall(callee: Node): Node {
    const items: Argument[] = [];
    while (this.token && !this.is(';', ')', ']', '}') && this.token.kind !== 'line') {
      const before = this.at;
      items.push(this.withoutDo(() => this.#item()));
      const isHandle = items.length === 1 && (this.token?.kind === 'text' || this.token?.kind === 'template');
      if (this.at === before) this.at += 1;
      if (this.take(',')) this.skipLines();
      else if (!isHandle) break;
    }
    return this.#withBlock({ kind: 'call', callee, arguments: items });
  }

  #withBlock(call: Extract<Node, { kind: 'call' }>): Node {
    const block = this.blockArgument();
    return block ? { ...call, arguments: [...call.arguments, { value: block }] } : call;
  }

  /** Reads what a block behind it does not belong to. */
  protected abstract withoutDo<Result>(read: () => Result): Result;

  /** `do |x| … end` and `{ |x| … }` behind a call. */
  protected abstract blockArgument(): Node | undefined;
}

export function listNode(nodes: readonly Node[]): Node {
  return { kind: 'list', items: nodes.map((value) => ({ value })) };
}
