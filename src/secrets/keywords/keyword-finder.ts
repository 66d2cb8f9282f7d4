import { compiledKeywords } from './compiled-keywords.ts';
import { type KeywordLists, tableBytes, writeKeywords } from './keyword-memory.ts';

/** What `wasm/find-keywords.ts` exports. */
interface Exports {
  readonly configure: (beginnings: number, tables: number) => void;
  readonly find: (from: number, end: number, tables: number) => void;
}

const pageBytes = 65_536;
const wordBytes = Uint32Array.BYTES_PER_ELEMENT;
/** Characters of a text that are looked at together. */
const sliceLength = 16_384;
/** Behind the last of them as much as of a keyword is compared at once. */
const comparedLength = 8;

let compiled: WebAssembly.Module | undefined;

/** Finds where keywords may stand: by the first eight characters of each, so at hardly a place where none does. */
export class KeywordFinder {
  readonly #find: (length: number) => void;
  readonly #text: Buffer;
  /** Of each table: how many places there are, and the places. */
  readonly #found: readonly { readonly count: Uint32Array; readonly places: Uint32Array }[];

  constructor(keywords: readonly KeywordLists[]) {
    const { bytes, beginnings, tables } = writeKeywords(keywords);
    const firstPlace = Math.ceil(bytes.length / wordBytes) * wordBytes;
    const text = firstPlace + keywords.length * sliceLength * wordBytes;
    const end = text + sliceLength + comparedLength;
    const memory = new WebAssembly.Memory({ initial: Math.ceil(end / pageBytes) });
    const all = Buffer.from(memory.buffer);
    bytes.copy(all);
    this.#found = keywords.map((_, index) => {
      const places = firstPlace + index * sliceLength * wordBytes;
      const table = tables + index * tableBytes;
      all.writeUInt32LE(places, table + 8);
      return {
        count: new Uint32Array(memory.buffer, table + 12, 1),
        places: new Uint32Array(memory.buffer, places, sliceLength),
      };
    });
    compiled ??= new WebAssembly.Module(Buffer.from(compiledKeywords, 'base64'));
    const instance = new WebAssembly.Instance(compiled, { env: { memory } });
    const { configure, find } = instance.exports as unknown as Exports;
    configure(beginnings, tables);
    this.#find = (length) => find(text, text + length, keywords.length);
    this.#text = all.subarray(text, end);
  }

  /**
   * Indexes at which a keyword may begin, for each table in their order. Of a character above U+00FF one byte is looked
   * at, so that a byte is a character: whoever asks compares the characters of the keyword.
   */
  placesIn(text: string): readonly (readonly number[])[] {
    const found = this.#found.map((): number[] => []);
    for (let from = 0; from < text.length; from += sliceLength) {
      const written = this.#text.write(text.slice(from, from + sliceLength + comparedLength), 'latin1');
      this.#find(Math.min(written, sliceLength));
      for (const [index, { count, places }] of this.#found.entries()) {
        for (const place of places.subarray(0, count[0])) found[index]?.push(from + place);
      }
    }
    return found;
  }
}
