import type { Trait } from '../effect.ts';
import { Remembered } from '../remembered.ts';
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
  /** It only gives a value: code that calls nothing else is not worth following. */
  readonly isPlain?: boolean;
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
  /** Every entry only gives a value. */
  readonly isPlain?: boolean;
  /** What else makes source text worth following: a look at the environment, a file that is taken in. */
  readonly telling?: RegExp;
  /** Other ways to write a name: `node:fs` and `fs/promises` for `fs`. */
  readonly canonical?: (name: string) => string;
}

/** What the tables know of a name. */
interface Known {
  readonly call?: Api | undefined;
  /** The name of the method alone tells that, whatever the object is. */
  readonly isByMethod?: boolean;
  readonly value?: ApiValue | undefined;
  /** For members of what the name says before its last point. */
  readonly member?: ApiValue | undefined;
}

/** The libraries of a language, ready to be asked. */
export class Apis {
  readonly #tables: readonly ApiTable[];
  readonly #canonical: (name: string) => string;
  readonly #known = new Remembered((name) => this.#lookUp(name));
  #calls: ReadonlyMap<string, Api> | undefined;
  #values: ReadonlyMap<string, ApiValue> | undefined;
  #telling: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  /** @param tables of which an earlier one wins */
  constructor(tables: readonly ApiTable[]) {
    this.#tables = tables;
    this.#canonical = tables.find(({ canonical }) => canonical)?.canonical ?? ((name) => name);
  }

  /** What is known of the call of a thing. */
  find(name: string): Api | undefined {
    return this.#known.of(name).call;
  }

  /** Whether only the name of a method tells what the call does: nothing is known of the object. */
  isByMethod(name: string): boolean {
    return this.#known.of(name).isByMethod === true;
  }

  /** What a name stands for by itself. */
  valueOf(name: string, evaluation: Evaluation, member?: Member): Value | undefined {
    const known = this.#known.of(name);
    return (known.value ?? (member && known.member))?.(evaluation, member);
  }

  /** Whether source text has the names of anything that does more than give a value. */
  mayMatter(source: string): boolean {
    this.#telling ??= tellingWords(this.#tables);
    if (this.#tables.some(({ telling }) => telling?.test(source))) return true;
    const words = new Set(source.match(/[A-Za-z_$][\w$]*/g));
    for (const [last, roots] of this.#telling) {
      if (words.has(last) && (roots.size === 0 || [...roots].some((root) => words.has(root)))) return true;
    }
    return false;
  }

  #lookUp(name: string): Known {
    this.#calls ??= spread(this.#tables.map(({ calls }) => calls));
    this.#values ??= spread(this.#tables.map(({ values = {} }) => values));
    const full = this.#canonical(name);
    const point = full.lastIndexOf('.');
    const value = this.#values.get(full);
    if (point === -1) return { call: this.#calls.get(full), value };
    const last = full.slice(point + 1);
    const root = /^[^.()[\]]+/.exec(full)?.[0] ?? '';
    const names = [full, `${root}*.${last}`, `${root}*`, `*.${last}`];
    const calls = names.map((one) => this.#calls?.get(one));
    return {
      call: calls.find((one) => one !== undefined),
      isByMethod: calls.findIndex((one) => one !== undefined) === names.length - 1,
      value,
      member: this.#values.get(`${full.slice(0, point)}.*`),
    };
  }
}

/** Last words of names, with the first words of which one must be there, too; none where it needs none. */
function tellingWords(tables: readonly ApiTable[]): ReadonlyMap<string, ReadonlySet<string>> {
  const telling = new Map<string, Set<string>>();
  const free = new Set<string>();
  for (const { calls, isPlain } of tables) {
    for (const [names, api] of Object.entries(calls)) {
      if (isPlain || api.isPlain) continue;
      for (const name of names.split(' ')) {
        const [root = ''] = /^[\w$]+/.exec(name) ?? [];
        const last = /[\w$]+(?=\W*$)/.exec(name)?.[0] ?? name;
        if (root === 'file') continue;
        if (root === '' || root === last) free.add(last);
        else telling.set(last, (telling.get(last) ?? new Set()).add(root));
      }
    }
  }
  for (const word of free) telling.set(word, new Set());
  return telling;
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
