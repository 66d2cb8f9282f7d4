import type { Trait } from '../effect.ts';
import type { ApiCall } from './api-call.ts';
import type { Evaluation, Member } from './evaluation.ts';
import type { Role } from './roles.ts';
import type { Value } from './value.ts';

/** What a call does that roles cannot say. What it returns is its value; `undefined` means the ordinary one. */
export type ApiAct = (call: ApiCall) => Value | undefined;

/** What a function or method of a library does, as data. */
export interface Api {
  /** By place and name, `|` between them: `'0|path'`; `self` is the object whose method it is, `*` all arguments. */
  readonly arguments?: Readonly<Record<string, Role>>;
  readonly traits?: readonly Trait[];
  readonly act?: ApiAct;
}

/** Where a name that is not called leads: the home, the arguments, the environment. */
export type ApiValue = (evaluator: Evaluation, member?: Member) => Value | undefined;

export interface ApiTable {
  /**
   * By dotted name; spaces between names that do the same. `()` stands behind what was called on the way:
   * `boto3.client().delete_bucket`. `pg*.query` is `query` of anything that came of `pg`; `*.query` of anything.
   */
  readonly calls: Readonly<Record<string, Api>>;
  readonly values?: Readonly<Record<string, ApiValue>>;
  /** Other ways to write a name: `node:fs` and `fs/promises` for `fs`. */
  readonly canonical?: (name: string) => string;
}

/** The libraries of a language, ready to be asked. */
export class Apis {
  readonly #tables: readonly ApiTable[];
  readonly #canonical: (name: string) => string;
  #calls: ReadonlyMap<string, Api> | undefined;
  #values: ReadonlyMap<string, ApiValue> | undefined;

  /** @param tables of which an earlier one wins */
  constructor(tables: readonly ApiTable[]) {
    this.#tables = tables;
    this.#canonical = tables.find(({ canonical }) => canonical)?.canonical ?? ((name) => name);
  }

  /** What is known of the call of a thing. */
  find(name: string): Api | undefined {
    this.#calls ??= spread(this.#tables.map(({ calls }) => calls));
    const full = this.#canonical(name);
    const last = full.slice(full.lastIndexOf('.') + 1);
    const root = /^[^.()[\]]+/.exec(full)?.[0] ?? '';
    return (
      this.#calls.get(full) ??
      (full.includes('.')
        ? (this.#calls.get(`${root}*.${last}`) ?? this.#calls.get(`${root}*`) ?? this.#calls.get(`*.${last}`))
        : undefined)
    );
  }

  /** What a name stands for by itself. */
  valueOf(name: string, evaluator: Evaluation, member?: Member): Value | undefined {
    this.#values ??= spread(this.#tables.map(({ values = {} }) => values));
    const full = this.#canonical(name);
    const holder = full.slice(0, full.lastIndexOf('.'));
    return (this.#values.get(full) ?? (member && this.#values.get(`${holder}.*`)))?.(evaluator, member);
  }
}

function spread<Entry>(tables: readonly Readonly<Record<string, Entry>>[]): ReadonlyMap<string, Entry> {
  const spreadOut = new Map<string, Entry>();
  for (const table of tables) {
    for (const [names, entry] of Object.entries(table)) {
      for (const name of names.split(' ')) if (!spreadOut.has(name)) spreadOut.set(name, entry);
    }
  }
  return spreadOut;
}
