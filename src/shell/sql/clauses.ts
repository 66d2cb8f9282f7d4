import type { Token } from './tokens.ts';

/** Tokens of one statement with what is asked of them again and again. */
export class Clause {
  readonly tokens: readonly Token[];
  readonly #depths: readonly number[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.#depths = depthsOf(tokens);
  }

  get verb(): string {
    return this.word(0);
  }

  /** The word or quoted name at a place, lower case; empty where another thing stands there. */
  word(at: number): string {
    const token = this.tokens[at];
    return token?.kind === 'word' ? token.value : token?.kind === 'name' ? token.value.toLowerCase() : '';
  }

  /** Where one of these keywords stands outside of parentheses; -1 where none does. */
  find(words: string, from = 0): number {
    const wanted = words.split(' ');
    return this.tokens.findIndex(
      ({ kind, value }, at) =>
        at >= from && kind === 'word' && this.#depths[at] === 0 && wanted.includes(value),
    );
  }

  has(words: string): boolean {
    return this.find(words) !== -1;
  }

  /** The string at or after a place. */
  textAfter(at: number): string | undefined {
    return at < 0 ? undefined : this.tokens.slice(at).find(({ kind }) => kind === 'text')?.value;
  }

  from(at: number, to?: number): Clause {
    return new Clause(this.tokens.slice(at, to));
  }

  /** What stands between the parenthesis at a place and the one that closes it. */
  inside(at: number): Clause {
    const depth = this.#depths[at] ?? 0;
    const end = this.#depths.findIndex((other, index) => index > at && other === depth);
    return this.from(at + 1, end === -1 ? undefined : end);
  }

  /** A name of several parts from a place on: `public."Users"` is `public.users`. */
  name(at: number): string {
    let name = this.word(at);
    let next = at + 1;
    while (this.tokens[next]?.value === '.' && this.word(next + 1) !== '') {
      name += `.${this.word(next + 1)}`;
      next += 2;
    }
    return name;
  }

  /**
   * The statement as it was written. Strings are taken out, because they may hold secrets, but for those that say which
   * rows it is about.
   */
  written(sql: string): string {
    let text = '';
    let end = this.tokens[0]?.from ?? 0;
    let isChoosing = false;
    for (const { kind, value, from, to } of this.tokens) {
      if (from > end) text += ' ';
      if (kind === 'word' && value === 'where') isChoosing = true;
      const isKept = kind !== 'text' || (isChoosing && !secretColumn.test(text.slice(-longestColumn)));
      text += isKept ? sql.slice(from, to) : "''";
      end = to;
      if (text.length > 200) break;
    }
    return text.replace(/\s+/g, ' ').slice(0, 120);
  }
}

const longestColumn = 40;

/** What stands before a string that nobody may read. */
const secretColumn =
  /(?:pass|pwd|secret|token|key|hash|salt|credential|crypt)\w*["`\])]*\s*(?:=|<>|!=|like|in|::?\w*|\()?[\s(]*$/i;

/** How deep in parentheses each token stands; a parenthesis has the depth of what is around it. */
function depthsOf(tokens: readonly Token[]): readonly number[] {
  let depth = 0;
  return tokens.map(({ kind, value }) => {
    if (kind === 'sign' && value === ')') depth = Math.max(0, depth - 1);
    const own = depth;
    if (kind === 'sign' && value === '(') depth += 1;
    return own;
  });
}
