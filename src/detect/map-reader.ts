import { nearest } from './nearest.ts';
import { fail, type SourceEntry, type SourceMap, type SourceNode } from './source-node.ts';

/** Typed access to the keys of a map; every wrong type is an error with its line. */
export class MapReader {
  readonly #map: SourceMap;
  readonly #entries: ReadonlyMap<string, SourceEntry>;

  /** @throws {QueryError} for a key that is not among `known` */
  constructor(map: SourceMap, known: readonly string[]) {
    this.#map = map;
    this.#entries = new Map(map.entries.map((entry) => [entry.key, entry]));
    for (const { key, line } of map.entries) {
      if (known.includes(key) || key.startsWith('x_')) continue;
      fail({ ...map, line }, `unknown key: ${key}${nearest(key, known)}; keys of your own begin with x_`);
    }
  }

  node(key: string): SourceNode | undefined {
    return this.#entries.get(key)?.node;
  }

  text(key: string): string | undefined {
    const node = this.node(key);
    if (node === undefined) return undefined;
    if (node.kind === 'scalar' && node.value !== null) return String(node.value);
    return this.#wrong(key, 'a text');
  }

  required(key: string): string {
    const text = this.text(key);
    if (text === undefined || text.trim() === '') return fail(this.#map, `the key \`${key}\` is missing`);
    return text;
  }

  flag(key: string): boolean {
    const node = this.node(key);
    if (node === undefined) return false;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
    return this.#wrong(key, 'true or false');
  }

  /** A single text counts as a list of one. */
  texts(key: string): string[] {
    const node = this.node(key);
    if (node === undefined || (node.kind === 'scalar' && node.value === null)) return [];
    if (node.kind === 'map') return this.#wrong(key, 'a list of texts');
    const items = node.kind === 'list' ? node.items : [node];
    return items.map((item) =>
      item.kind === 'scalar' && item.value !== null
        ? String(item.value)
        : this.#wrong(key, 'a list of texts'),
    );
  }

  map(key: string): SourceMap | undefined {
    const node = this.node(key);
    if (node === undefined || node.kind === 'map') return node;
    return this.#wrong(key, 'a map');
  }

  /** @throws {QueryError} at the line of `key` */
  wrong(key: string, reason: string): never {
    return fail({ ...this.#map, line: this.#entries.get(key)?.line ?? this.#map.line }, reason);
  }

  #wrong(key: string, expected: string): never {
    return this.wrong(key, `\`${key}\` has to be ${expected}`);
  }
}
