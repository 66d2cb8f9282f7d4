import { unescaped } from '../string-escapes.ts';
import type { Dialect } from './dialect.ts';

/** A piece of source as the reader of expressions sees it. */
export interface Token {
  readonly kind: 'text' | 'template' | 'words' | 'shell' | 'name' | 'number' | 'sign' | 'line' | 'nothing';
  /** As written; of strings the inside. */
  readonly text: string;
  /** A blank stands before it. */
  readonly isApart: boolean;
}

const signs =
  /<=>|\*\*=|\|\|=|&&=|\/\/=|===|!==|->|=>|::|&\.|\.\.\.?|=~|!~|==|!=|~=|<=|>=|<-|\|\||&&|\/\/|<<|>>|\+=|-=|\*=|\.=|\/=|[-+*/%.,;:?!<>=&|~^@\\(){}[\]$#]/y;
const numbers = /0[xob][\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?/iy;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const mostTokens = 40_000;

/** Cuts source into tokens. Never fails: what is no token is left out, and a string without an end goes to the end. */
export function tokensOf(source: string, dialect: Dialect): readonly Token[] {
  return new Tokenizer(source, dialect).all();
}

class Tokenizer {
  readonly #source: string;
  readonly #dialect: Dialect;
  readonly #tokens: Token[] = [];
  /** Here-documents that begin behind the end of this line. */
  #pending: { readonly end: string; readonly isTemplate: boolean; readonly at: number }[] = [];
  #at = 0;
  #isApart = false;

  constructor(source: string, dialect: Dialect) {
    this.#source = source;
    this.#dialect = dialect;
  }

  all(): readonly Token[] {
    while (this.#at < this.#source.length && this.#tokens.length < mostTokens) this.#step();
    return this.#tokens;
  }

  #step(): void {
    const character = this.#source[this.#at] ?? '';
    if (character === '\n') this.#line();
    else if (/\s/.test(character)) this.#blank();
    else if (this.#take(this.#dialect.comments) !== undefined) this.#isApart = true;
    else if (!this.#string(character) && !this.#word()) {
      const sign = this.#take(signs);
      if (sign === undefined) this.#at += 1;
      else this.#add('sign', sign);
    }
  }

  #add(kind: Token['kind'], text: string): void {
    this.#tokens.push({ kind, text, isApart: this.#isApart });
    this.#isApart = false;
  }

  #blank(): void {
    this.#at += 1;
    this.#isApart = true;
  }

  #line(): void {
    this.#add('line', '\n');
    this.#at += 1;
    this.#isApart = true;
    for (const { end, isTemplate, at } of this.#pending) this.#heredocBody(end, isTemplate, at);
    this.#pending = [];
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [whole] = pattern.exec(this.#source) ?? [];
    if (whole === undefined || whole === '') return undefined;
    this.#at += whole.length;
    return whole;
  }

  #word(): boolean {
    const number = this.#take(numbers);
    if (number !== undefined) this.#add('number', number);
    const name = number === undefined ? this.#take(this.#dialect.names) : undefined;
    if (name !== undefined) this.#add('name', name);
    return number !== undefined || name !== undefined;
  }

  /** Whether what stands before ends a value, so that a slash divides and `<<` shifts. */
  get #followsValue(): boolean {
    const last = this.#tokens.at(-1);
    if (!last || last.kind === 'line') return false;
    if (last.kind === 'name')
      return !/^(?:and|or|not|if|unless|while|until|return|split|grep|map|when|puts|print|then|do|x|push|in)$/.test(
        last.text,
      );
    return last.kind !== 'sign' || /^[)\]}]$/.test(last.text);
  }

  #string(character: string): boolean {
    const { hasBackticks, hasPatterns, hasHeredocs, filledIn } = this.#dialect;
    if (character === '"') return this.#quoted('"', filledIn ? 'template' : 'text');
    if (character === "'") return this.#quoted("'", 'text');
    if (character === '`' && hasBackticks) return this.#quoted('`', 'shell');
    if (hasHeredocs && this.#source.startsWith('<<', this.#at) && this.#heredoc()) return true;
    if (this.#namedQuote()) return true;
    if (character === '/' && hasPatterns && !this.#followsValue) return this.#quoted('/', 'nothing');
    return false;
  }

  #quoted(quote: string, kind: Token['kind']): boolean {
    this.#at += 1;
    const inside = this.#until(quote, undefined);
    const isPlain = quote === "'" && this.#dialect.filledIn !== undefined;
    if (kind === 'text') this.#add('text', isPlain ? inside.replace(/\\(['\\])/g, '$1') : unescaped(inside));
    else this.#add(kind, inside);
    if (kind === 'nothing') this.#take(/[a-z]{1,8}/y);
    return true;
  }

  #namedQuote(): boolean {
    if (this.#tokens.at(-1)?.text === '->' || this.#tokens.at(-1)?.text === '.') return false;
    for (const { start, makes, parts = 1 } of this.#dialect.quotes ?? []) {
      start.lastIndex = this.#at;
      const [whole] = start.exec(this.#source) ?? [];
      if (whole === undefined || (whole.startsWith('%') && this.#followsValue)) continue;
      this.#at += whole.length;
      const open = whole.at(-1) ?? '';
      const inside = this.#until(closers[open] ?? open, closers[open] === undefined ? undefined : open);
      for (let part = 1; part < parts; part += 1) this.#otherPart(open);
      this.#add(makes, makes === 'text' ? inside.replace(/\\(['\\])/g, '$1') : inside);
      if (makes === 'nothing') this.#take(/[a-z]{1,8}/y);
      return true;
    }
    return false;
  }

  #otherPart(open: string): void {
    if (closers[open] === undefined) this.#until(open, undefined);
    else {
      const next = this.#take(/\s*[([{<]/y)?.at(-1);
      if (next !== undefined) this.#until(closers[next] ?? next, next);
    }
  }

  /** Up to a closing character, over pairs of brackets and escaped characters. */
  #until(close: string, open: string | undefined): string {
    const from = this.#at;
    let depth = 0;
    while (this.#at < this.#source.length) {
      const character = this.#source[this.#at] ?? '';
      if (character === '\\') this.#at += 1;
      else if (character === '#' && this.#source[this.#at + 1] === '{' && this.#dialect.hasNestedCode)
        this.#skipNested();
      else if (character === open) depth += 1;
      else if (character === close) {
        if (depth === 0) break;
        depth -= 1;
      }
      this.#at += 1;
    }
    const inside = this.#source.slice(from, this.#at);
    this.#at += 1;
    return inside;
  }

  /** `#{ … }` with strings of its own. */
  #skipNested(): void {
    let depth = 0;
    for (; this.#at < this.#source.length; this.#at += 1) {
      const character = this.#source[this.#at];
      if (character === '{') depth += 1;
      if (character === '}') depth -= 1;
      if (character === '}' && depth === 0) return;
    }
  }

  #heredoc(): boolean {
    const start = /<<[~-]?(?:"([^"\n]+)"|'([^'\n]+)'|([A-Z_]\w*))/y;
    start.lastIndex = this.#at;
    const [whole, double, single, bare] = start.exec(this.#source) ?? [];
    const end = double ?? single ?? bare;
    if (whole === undefined || end === undefined || this.#followsValue) return false;
    this.#at += whole.length;
    this.#pending.push({ end, isTemplate: single === undefined, at: this.#tokens.length });
    this.#add('text', '');
    return true;
  }

  #heredocBody(end: string, isTemplate: boolean, at: number): void {
    const lines: string[] = [];
    while (this.#at < this.#source.length) {
      const to = this.#source.indexOf('\n', this.#at);
      const line = this.#source.slice(this.#at, to === -1 ? undefined : to);
      this.#at = to === -1 ? this.#source.length : to + 1;
      if (line.trim() === end) break;
      lines.push(line.trimStart());
    }
    const text = lines.map((line) => `${line}\n`).join('');
    this.#tokens[at] = { kind: isTemplate ? 'template' : 'text', text, isApart: true };
  }
}
