import type { Word } from '../../shell/syntax.ts';
import { type Isolation, weakerIsolation } from '../isolation.ts';
import type { Site } from '../site.ts';

const deepest = 4;

/**
 * Commands that a script keeps in variables, and what stands around the places at which it uses them:
 * `CMD=(claude …); podman run image "${CMD[@]}"`.
 */
export class NamedCommands {
  readonly #names = new Map<Site, string>();
  readonly #uses = new Map<string, Isolation[]>();
  readonly #parts = new Map<string, Set<string>>();
  readonly #inOrder: { readonly name: string; readonly isolation: Isolation }[] = [];

  /** Places that the value of a variable has. */
  hold(name: string, sites: readonly Site[]): void {
    for (const site of sites) if (site.kind === 'definition') this.#names.set(site, name);
  }

  /** A command is given these words. */
  use(words: readonly Word[], isolation: Isolation): void {
    for (const name of namesIn(words)) {
      this.#uses.set(name, [...(this.#uses.get(name) ?? []), isolation]);
      this.#inOrder.push({ name, isolation });
    }
  }

  /** How often variables were used so far. */
  get count(): number {
    return this.#inOrder.length;
  }

  /** What stands around every use of some variables since a count; `none` where there is no use. */
  aroundUsesSince(count: number, isMeant: (name: string) => boolean): Isolation {
    const uses = this.#inOrder.slice(count).filter(({ name }) => isMeant(name));
    return uses.length === 0 ? 'none' : uses.map(({ isolation }) => isolation).reduce(weakerIsolation);
  }

  /** The value of a variable is made of those of others. */
  make(name: string, words: readonly Word[]): void {
    for (const part of namesIn(words)) {
      if (part !== name) this.#parts.set(part, (this.#parts.get(part) ?? new Set()).add(name));
    }
  }

  /** A place with what stands around it wherever its variable is used; unchanged where one use has nothing. */
  around(site: Site): Site {
    const name = this.#names.get(site);
    if (name === undefined || site.surroundings.isolation !== 'none') return site;
    const ways = this.#waysOf(name, 0);
    if (ways.length === 0) return site;
    const isolation = ways.reduce(weakerIsolation);
    return isolation === 'none' ? site : { ...site, surroundings: { ...site.surroundings, isolation } };
  }

  #waysOf(name: string, depth: number): readonly Isolation[] {
    const own = this.#uses.get(name) ?? [];
    if (depth >= deepest) return own;
    const made = [...(this.#parts.get(name) ?? [])];
    return [...own, ...made.flatMap((other) => this.#waysOf(other, depth + 1))];
  }
}

function namesIn(words: readonly Word[]): readonly string[] {
  const names = words.flatMap(({ pieces, value }) => {
    const plain = pieces.flatMap((piece) => (piece.kind === 'variable' ? [piece.name] : []));
    // In single quotes a shell inside reads it, with the variables of its own environment.
    return plain.length > 0
      ? plain
      : [...value.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => match[1] ?? '');
  });
  return [...new Set(names)];
}
