import type { Dialect } from './dialects.ts';
import type { Token } from './tokens.ts';

/** Bodies of these are kept for later: nothing in them runs now. */
const routines: ReadonlySet<string> = new Set([
  'procedure',
  'proc',
  'function',
  'trigger',
  'event',
  'package',
]);

/** Verbs that begin a statement at the beginning of a line, where the dialect needs no semicolon. */
const lineStarters: ReadonlySet<string> = new Set(
  'drop truncate delete update insert alter create grant deny revoke exec execute merge use backup restore shutdown if while declare print begin commit rollback'.split(
    ' ',
  ),
);

/** What stands before a verb that belongs to the statement before: `ON DELETE`, `GRANT DELETE`, `WHEN MATCHED THEN DELETE`. */
const continuing: ReadonlySet<string> = new Set(
  ', ( on for after before instead of or and as then to from grant deny revoke alter with not set'.split(' '),
);

/** Splits tokens into statements: at semicolons, client lines and, where the dialect has none, at lines. */
export function statementsOf(tokens: readonly Token[], dialect: Dialect): readonly (readonly Token[])[] {
  const splitter = new Splitter(dialect);
  for (const [index, token] of tokens.entries()) splitter.take(token, tokens[index + 1]);
  return splitter.finish();
}

class Splitter {
  readonly #dialect: Dialect;
  readonly #statements: (readonly Token[])[] = [];
  #current: Token[] = [];
  /** Open parentheses. */
  #depth = 0;
  /** Blocks of a routine that are open. */
  #blocks = 0;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  take(token: Token, next: Token | undefined): void {
    if (token.kind === 'client') this.#client(token);
    else if (token.kind === 'sign') this.#sign(token);
    else {
      if (token.kind === 'word') this.#word(token, next);
      this.#current.push(token);
    }
  }

  #word(token: Token, next: Token | undefined): void {
    if (this.#isRoutine()) this.#block(token, next);
    else if (this.#beginsAtLine(token)) this.#end();
  }

  finish(): readonly (readonly Token[])[] {
    this.#end();
    return this.#statements;
  }

  #end(): void {
    if (this.#current.length > 0) this.#statements.push(this.#current);
    this.#current = [];
    this.#depth = 0;
    this.#blocks = 0;
  }

  #client(token: Token): void {
    this.#end();
    this.#statements.push([token]);
  }

  #sign(token: Token): void {
    if (token.value === '(') this.#depth += 1;
    if (token.value === ')') this.#depth -= 1;
    if (token.value !== ';') this.#current.push(token);
    else if (this.#blocks === 0 && !(this.#dialect.splitsAtLines && this.#isRoutine())) this.#end();
    else this.#current.push(token);
  }

  #isRoutine(): boolean {
    const [first] = this.#current;
    if (first?.value !== 'create' && first?.value !== 'alter') return false;
    return this.#current.slice(1, 9).some(({ kind, value }) => kind === 'word' && routines.has(value));
  }

  /** `BEGIN … END`, in which `END IF` and its like close what only they can. */
  #block({ value }: Token, next: Token | undefined): void {
    if (value === 'begin' || (value === 'case' && this.#blocks > 0 && !this.#follows('end')))
      this.#blocks += 1;
    const closesOther = next !== undefined && /^(?:if|loop|while|repeat|for)$/.test(next.value);
    if (value === 'end' && this.#blocks > 0 && !closesOther) this.#blocks -= 1;
  }

  #follows(word: string): boolean {
    return this.#current.at(-1)?.value === word;
  }

  #beginsAtLine({ value, startsLine }: Token): boolean {
    const [first] = this.#current;
    const last = this.#current.at(-1);
    if (!this.#dialect.splitsAtLines || !startsLine || !first || !last || this.#depth > 0) return false;
    if (first.value === 'alter' && /^(?:drop|alter|add)$/.test(value)) return false;
    return lineStarters.has(value) && !continuing.has(last.value);
  }
}
