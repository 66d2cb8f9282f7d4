import type { Effect } from '../../shell/effect.ts';

const made =
  /^(?:CREATE\s+DATABASE\s+(?!IF\b)|createdb\s+(?:-\S+\s+)*|mysqladmin\s+create\s+)[`"[]?([\w$-]+)/i;
const dropped =
  /^(?:DROP\s+DATABASE\s+(?:IF\s+EXISTS\s+)?|dropdb\s+(?:-\S+\s+)*|mysqladmin\s+drop\s+)[`"[]?([\w$-]+)/i;
const ofTable = /^(?:DROP|TRUNCATE|DELETE)\b/i;

/** Which databases one session made itself, on a server of any kind, by the names that its statements give. */
export class OwnDatabases {
  readonly #names = new Set<string>();

  /** Takes effects in their order; those of calls that failed made nothing. */
  observe({ action, target, traits }: Effect): void {
    const name = action === 'write' && traits?.includes('database') ? made.exec(target)?.[1] : undefined;
    if (name !== undefined && this.#names.size < 1000) this.#names.add(name);
  }

  /** @param words of the command line, which name the database that it works in */
  owns({ action, target, traits }: Effect, words: readonly string[]): boolean {
    if (this.#names.size === 0 || action !== 'delete' || !traits?.includes('database')) return false;
    const name = dropped.exec(target)?.[1];
    if (name !== undefined) return this.#names.has(name);
    return ofTable.test(target) && words.some((word) => this.#names.has(databaseIn(word)));
  }
}

/** `shop`, `-dshop`, `dbname=shop`, `--database=shop`, `postgres://localhost/shop?sslmode=off` */
function databaseIn(word: string): string {
  const inAddress = /^\w+:\/\/[^/]+\/([\w$-]+)/.exec(word)?.[1];
  return inAddress ?? word.replace(/^(?:--?d(?:atabase|bname)?=?|dbname=)(?=\w)/, '');
}
