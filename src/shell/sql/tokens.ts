import type { Dialect } from './dialects.ts';

/** `word`: a keyword or a plain name; `name`: a quoted one; `client`: a line for the client; `text`: a string. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign' | 'client';
  /** Of a string what it holds, of a word its lower case. */
  readonly value: string;
  /** Where it stands in the source. */
  readonly from: number;
  readonly to: number;
  /** Stands first on its line. */
  readonly startsLine: boolean;
}

/** Cuts SQL into words, strings and signs; whatever is broken ends with the text. Time grows with the text alone. */
export function tokensOf(sql: string, dialect: Dialect): readonly Token[] {
  return new Lexer(sql, dialect).read();
}

const patterns = {
  blank: /\s+/y,
  word: /[\p{L}_@#][\p{L}\p{N}_$@#]*/uy,
  number: /\d[\w.]*/y,
  dollar: /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy,
  lineComment: /--[^\n]*/y,
  hashComment: /#[^\n]*/y,
  runComment: /\/\*M?!\d*/y,
  delimiter: /delimiter[ \t]+(\S+)[^\n]*/iy,
} as const;

class Lexer {
  readonly #sql: string;
  readonly #dialect: Dialect;
  readonly #tokens: Token[] = [];
  #at = 0;
  #startsLine = true;
  #delimiter = ';';
  #statementAt = 0;
  /** Inside a comment whose content MySQL runs. */
  #isRunComment = false;

  constructor(sql: string, dialect: Dialect) {
    this.#sql = sql;
    this.#dialect = dialect;
  }

  read(): readonly Token[] {
    while (this.#at < this.#sql.length) {
      if (!this.#skip() && !this.#endsStatement()) this.#token();
    }
    return this.#tokens;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#sql)?.[0];
  }

  #skip(): boolean {
    const { hasHashComments } = this.#dialect;
    const blank = this.#match(patterns.blank);
    if (blank !== undefined) {
      if (blank.includes('\n')) this.#startsLine = true;
      this.#at += blank.length;
      return true;
    }
    if (this.#isRunComment && this.#sql.startsWith('*/', this.#at)) return this.#leaveRunComment();
    const comment =
      this.#match(patterns.lineComment) ?? (hasHashComments ? this.#match(patterns.hashComment) : undefined);
    if (comment !== undefined) this.#at += comment.length;
    else if (this.#sql.startsWith('/*', this.#at)) this.#comment();
    else return false;
    return true;
  }

  #leaveRunComment(): true {
    this.#isRunComment = false;
    this.#at += 2;
    return true;
  }

  /** What stands in a comment that begins with an exclamation mark is run by MySQL. https://dev.mysql.com/doc/refman/en/comments.html */
  #comment(): void {
    const opening = this.#dialect.runsComments ? this.#match(patterns.runComment) : undefined;
    if (opening !== undefined) {
      this.#at += opening.length;
      this.#isRunComment = true;
      return;
    }
    let depth = 1;
    this.#at += 2;
    while (depth > 0 && this.#at < this.#sql.length) {
      if (this.#sql.startsWith('*/', this.#at)) depth -= 1;
      else if (this.#dialect.nestsComments && this.#sql.startsWith('/*', this.#at)) depth += 1;
      else {
        this.#at += 1;
        continue;
      }
      this.#at += 2;
    }
  }

  #token(): Token {
    const character = this.#sql[this.#at] ?? '';
    const { hasQuotedStrings, hasBrackets, clientLine } = this.#dialect;
    const isClient = this.#startsLine || character === '\\';
    const line = clientLine && isClient ? this.#match(clientLine) : undefined;
    if (line !== undefined) return this.#push('client', line.trim(), line.length);
    if (character === "'") return this.#quoted("'", 'text');
    if (character === '"') return this.#quoted('"', hasQuotedStrings ? 'text' : 'name');
    if (character === '`') return this.#quoted('`', 'name');
    if (character === '[' && hasBrackets) return this.#quoted(']', 'name');
    if (character === '$' && !this.#dialect.hasDelimiters) return this.#dollar();
    return this.#plain(character);
  }

  /** `;`, or what MySQL was told to take instead; the rows that follow `COPY … FROM STDIN;` are data. */
  #endsStatement(): boolean {
    const told =
      this.#startsLine && this.#dialect.hasDelimiters ? this.#match(patterns.delimiter) : undefined;
    if (told !== undefined) {
      this.#delimiter = told.split(/[ \t]+/)[1] ?? ';';
      this.#at += told.length;
      return true;
    }
    const mark = this.#sql.startsWith(this.#delimiter, this.#at) ? this.#delimiter : ';';
    if (!this.#sql.startsWith(mark, this.#at)) return false;
    const isFollowedByRows = this.#readsRows();
    this.#push('sign', ';', mark.length);
    this.#statementAt = this.#tokens.length;
    if (isFollowedByRows) this.#at = this.#endOfRows();
    return true;
  }

  #readsRows(): boolean {
    const first = this.#tokens[this.#statementAt]?.value;
    return first === 'copy' && this.#tokens.slice(-12).some(({ value }) => value === 'stdin');
  }

  #endOfRows(): number {
    const end = this.#sql.indexOf('\n\\.', this.#at);
    return end === -1 ? this.#sql.length : end + 3;
  }

  #plain(character: string): Token {
    const word = this.#match(patterns.word);
    if (word !== undefined) {
      const isPrefix = /^(?:e|n|b|x|r|q)$/i.test(word) && this.#sql[this.#at + word.length] === "'";
      if (!isPrefix) return this.#push('word', word.toLowerCase(), word.length);
      this.#at += word.length;
      return this.#quoted("'", 'text', /^e$/i.test(word));
    }
    const number = this.#match(patterns.number);
    if (number !== undefined) return this.#push('number', number, number.length);
    return this.#push('sign', character, 1);
  }

  /** `$$ … $$`, `$body$ … $body$`; else a parameter. */
  #dollar(): Token {
    const tag = this.#match(patterns.dollar);
    if (tag === undefined) return this.#push('sign', '$', 1);
    const end = this.#sql.indexOf(tag, this.#at + tag.length);
    const to = end === -1 ? this.#sql.length : end + tag.length;
    return this.#push('text', this.#sql.slice(this.#at + tag.length, end === -1 ? to : end), to - this.#at);
  }

  #quoted(end: string, kind: 'text' | 'name', hasEscapes = this.#dialect.hasEscapes === true): Token {
    let at = this.#at + 1;
    let value = '';
    while (at < this.#sql.length) {
      const character = this.#sql[at] ?? '';
      if (character === '\\' && hasEscapes && kind === 'text') {
        value += this.#sql[at + 1] ?? '';
        at += 2;
      } else if (character !== end) {
        value += character;
        at += 1;
      } else if (this.#sql[at + 1] === end) {
        value += end;
        at += 2;
      } else break;
    }
    return this.#push(kind, value, at + 1 - this.#at);
  }

  #push(kind: Token['kind'], value: string, length: number): Token {
    const to = Math.min(this.#at + length, this.#sql.length);
    const token = { kind, value, from: this.#at, to, startsLine: this.#startsLine };
    this.#tokens.push(token);
    this.#at = to;
    this.#startsLine = false;
    return token;
  }
}
