const filterBits = 1 << 14;
const pairBits = 0xfffff;

/** Finds which of many texts may stand in a longer one, by a few neighbouring letters of each. */
export class GramTable {
  readonly #triples = new Map<number, number[]>();
  readonly #pairs = new Map<number, number[]>();
  /** One bit for each remainder of a triple: most of a text is dismissed without a look-up. */
  readonly #filter = new Uint8Array(filterBits >> 3);

  /** Texts of one letter are everywhere. */
  static takes(text: string): boolean {
    return text.length >= 2;
  }

  /** Files a text under its rarest triple of letters; one of two letters under these. */
  add(text: string, index: number): void {
    const first = roll(roll(0, text.charCodeAt(0)), text.charCodeAt(1));
    if (text.length === 2) {
      push(this.#pairs, first & pairBits, index);
      return;
    }
    let gram = first;
    let best = -1;
    for (let i = 2; i < text.length; i += 1) {
      gram = roll(gram, text.charCodeAt(i));
      if (best === -1 || this.#count(gram) < this.#count(best)) best = gram;
    }
    push(this.#triples, best, index);
    const byte = (best & (filterBits - 1)) >> 3;
    this.#filter[byte] = (this.#filter[byte] ?? 0) | (1 << (best & 7));
  }

  /** Calls `take` for every text that may stand in this one; for some of them several times. */
  scan(text: string, take: (index: number) => void): void {
    let gram = 0;
    for (let i = 0; i < text.length; i += 1) {
      gram = roll(gram, text.charCodeAt(i));
      if (this.#pairs.size > 0) this.#pairs.get(gram & pairBits)?.forEach(take);
      const isFiled = (this.#filter[(gram & (filterBits - 1)) >> 3] ?? 0) & (1 << (gram & 7));
      if (isFiled) this.#triples.get(gram)?.forEach(take);
    }
  }

  #count(gram: number): number {
    return this.#triples.get(gram)?.length ?? 0;
  }
}

function push(map: Map<number, number[]>, key: number, index: number): void {
  const known = map.get(key);
  if (known) known.push(index);
  else map.set(key, [index]);
}

/** Ten bits a letter: some triples share a number, which costs a test and loses nothing. */
function roll(gram: number, unit: number): number {
  return ((gram << 10) | (unit & 0x3ff)) & 0x3fffffff;
}
