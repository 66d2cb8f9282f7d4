const filterBits = 18;
const gramLength = 3;
const longestRemembered = 120;
const mostRemembered = 2000;

/** One text, and who looks for it. */
interface Filed {
  readonly text: string;
  /** Where in the text the gram begins under which it is filed. */
  readonly offset: number;
  readonly indexes: number[];
}

/**
 * Finds which of many texts stand in a longer one, in one pass: each text is filed under three of its letters, and
 * compared only where these occur.
 */
export class GramTable {
  readonly #byText = new Map<string, Filed>();
  readonly #byGram = new Map<number, Filed[]>();
  /** Texts of one or two letters. */
  readonly #short: Filed[] = [];
  /** One bit for each hash of a gram: most of a text is dismissed without a look-up. */
  readonly #filter = new Uint8Array(1 << (filterBits - 3));
  readonly #remembered = new Map<string, readonly number[]>();

  add(text: string, index: number): void {
    const known = this.#byText.get(text);
    if (known) known.indexes.push(index);
    else this.#file(text, index);
  }

  /** Calls `take` for everybody whose text stands in this one; for some of them several times. */
  scan(text: string, take: (index: number) => void): void {
    if (text.length > longestRemembered) this.#search(text, take);
    else this.#remember(text).forEach(take);
  }

  /** Folders, programs and words of the vocabulary come again and again. */
  #remember(text: string): readonly number[] {
    const known = this.#remembered.get(text);
    if (known) return known;
    const found = new Set<number>();
    this.#search(text, (index) => found.add(index));
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    const indexes = [...found];
    this.#remembered.set(text, indexes);
    return indexes;
  }

  #search(text: string, take: (index: number) => void): void {
    for (const filed of this.#short) if (text.includes(filed.text)) filed.indexes.forEach(take);
    let gram = 0;
    for (let i = 0; i < text.length; i += 1) {
      gram = roll(gram, text.charCodeAt(i));
      const bit = filterBit(gram);
      const isFiled = (this.#filter[bit >> 3] ?? 0) & (1 << (bit & 7));
      if (isFiled) this.#compare(text, { gram, at: i - gramLength + 1 }, take);
    }
  }

  #compare(text: string, found: { gram: number; at: number }, take: (index: number) => void): void {
    for (const filed of this.#byGram.get(found.gram) ?? []) {
      if (text.startsWith(filed.text, found.at - filed.offset)) filed.indexes.forEach(take);
    }
  }

  /** Under the gram that fewest others are filed under. */
  #file(text: string, index: number): void {
    const filed = { text, offset: 0, indexes: [index] };
    if (text.length < gramLength) {
      this.#short.push(filed);
      this.#byText.set(text, filed);
      return;
    }
    const grams = gramsOf(text);
    const fewest = Math.min(...grams.map((gram) => this.#count(gram)));
    const offset = grams.findIndex((gram) => this.#count(gram) === fewest);
    const best = grams[offset] ?? 0;
    const placed = { ...filed, offset };
    this.#byText.set(text, placed);
    this.#byGram.set(best, [...(this.#byGram.get(best) ?? []), placed]);
    const bit = filterBit(best);
    this.#filter[bit >> 3] = (this.#filter[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  #count(gram: number): number {
    return this.#byGram.get(gram)?.length ?? 0;
  }
}

function gramsOf(text: string): number[] {
  const grams: number[] = [];
  let gram = 0;
  for (let i = 0; i < text.length; i += 1) {
    gram = roll(gram, text.charCodeAt(i));
    if (i >= gramLength - 1) grams.push(gram);
  }
  return grams;
}

/** Spreads all letters of a gram over the filter, by the golden ratio (Knuth, TAOCP 3, 6.4). */
function filterBit(gram: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> (32 - filterBits);
}

/** Ten bits a letter: some grams share a number, which costs a comparison and loses nothing. */
function roll(gram: number, unit: number): number {
  return ((gram << 10) | (unit & 0x3ff)) & 0x3fffffff;
}
