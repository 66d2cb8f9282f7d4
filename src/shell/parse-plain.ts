import type { CommandNode, Connector, Node, Redirection, Script, Statement, Word } from './syntax.ts';

/** What a character can be in a plain line; everything else makes it no plain one. */
const kind = { other: 0, word: 1, space: 2, operator: 3, quote: 4 } as const;

const kinds = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:,+@%~=-') {
  kinds[character.charCodeAt(0)] = kind.word;
}
for (const character of ' \t') kinds[character.charCodeAt(0)] = kind.space;
for (const character of '&|;') kinds[character.charCodeAt(0)] = kind.operator;
for (const character of `"'`) kinds[character.charCodeAt(0)] = kind.quote;

/** Where a command would begin they mean something else, or what follows them does. */
const reserved: ReadonlySet<string> = new Set(
  (
    'if then else elif fi do done case esac while until for in select function time coproc ' +
    'export declare typeset local readonly'
  ).split(' '),
);

const longest = 4096;

/**
 * Reads lines of plain words, quoted words, `2>&1` and `2>/dev/null`, joined by `&&`, `||`, `;` and `|`, exactly as the
 * parser of whole scripts does, in a fraction of its time. Most lines that agents write are such.
 * @returns nothing where anything else stands in it
 */
export function parsePlain(source: string): Script | undefined {
  return source.length <= longest ? new PlainReader(source).read() : undefined;
}

class PlainReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Script | undefined {
    const statements: Statement[] = [];
    let connector: Connector = 'then';
    for (;;) {
      const node = this.#pipeline();
      if (!node) return undefined;
      statements.push({ connector, background: false, node });
      if (this.#isAtEnd()) return { statements };
      if (this.#takes('&&')) connector = 'and';
      else if (this.#takes('||')) connector = 'or';
      else if (this.#takes(';')) connector = 'then';
      else return undefined;
      if (connector === 'then' && this.#isAtEnd()) return { statements };
    }
  }

  #pipeline(): Node | undefined {
    const first = this.#command();
    if (!first || !this.#isPipe()) return first;
    const stages = [first];
    while (this.#isPipe()) {
      this.#at += 1;
      const stage = this.#command();
      if (!stage) return undefined;
      stages.push(stage);
    }
    return { kind: 'pipeline', stages };
  }

  #command(): CommandNode | undefined {
    this.#skipSpace();
    const start = this.#at;
    const words: Word[] = [];
    const redirections: Redirection[] = [];
    for (let end = start; ; end = this.#at, this.#skipSpace()) {
      if (this.#isAtEnd() || this.#kindHere() === kind.operator) {
        const [program] = words;
        if (!program || reserved.has(program.text) || /^["']|=/.test(program.text)) return undefined;
        return { kind: 'command', words, assignments: [], redirections, start, end, line: 1 };
      }
      const redirection = this.#redirection();
      if (redirection) redirections.push(redirection);
      else {
        const word = this.#word();
        if (!word) return undefined;
        words.push(word);
      }
    }
  }

  #redirection(): Redirection | undefined {
    const start = this.#at;
    if (!this.#source.startsWith('2>', start)) return undefined;
    const operator = this.#source.startsWith('&1', start + 2) ? '>&' : '>';
    this.#at += 1 + operator.length;
    const target = this.#word();
    if (target && (operator === '>&' ? target.text === '1' : target.text === '/dev/null')) {
      return { operator, target, descriptor: 2 };
    }
    this.#at = start;
    return undefined;
  }

  #word(): Word | undefined {
    const start = this.#at;
    const quoted = this.#kindHere() === kind.quote;
    if (!(quoted ? this.#skipQuoted() : this.#skipWord())) return undefined;
    const next = this.#kindHere();
    if (!this.#isAtEnd() && next !== kind.space && next !== kind.operator) return undefined;
    const text = this.#source.slice(start, this.#at);
    const value = quoted ? text.slice(1, -1) : text;
    return {
      text,
      value,
      pieces: [{ kind: 'text', text: value, quoted }],
      start,
      end: this.#at,
      line: 1,
    };
  }

  #skipWord(): boolean {
    const start = this.#at;
    while (this.#kindHere() === kind.word) this.#at += 1;
    return this.#at > start;
  }

  /** A string in which nothing is expanded. */
  #skipQuoted(): boolean {
    const quote = this.#source.charAt(this.#at);
    const end = this.#source.indexOf(quote, this.#at + 1);
    if (end === -1) return false;
    const inside = this.#source.slice(this.#at + 1, end);
    this.#at = end + 1;
    return !(quote === '"' ? /[$`\\\n\r!]/ : /[\n\r]/).test(inside);
  }

  #kindHere(): number {
    return this.#isAtEnd() ? kind.other : (kinds[this.#source.charCodeAt(this.#at)] ?? kind.other);
  }

  #skipSpace(): void {
    while (this.#kindHere() === kind.space) this.#at += 1;
  }

  #isAtEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  #isPipe(): boolean {
    const following = this.#source.charCodeAt(this.#at + 1);
    return this.#source.charAt(this.#at) === '|' && following !== 0x7c && following !== 0x26;
  }

  #takes(operator: string): boolean {
    if (!this.#source.startsWith(operator, this.#at)) return false;
    this.#at += operator.length;
    this.#skipSpace();
    return true;
  }
}
