const filterBits = 18;
const gramLength = 3;
/** Characters of one text, and of all that a table remembers. */
const longestRemembered = 2000;
const mostRemembered = 100_000;

/** One text, and its number. */
interface Filed {
  readonly text: string;
  /** Where in the text the gram begins under which it is filed. */
  readonly offset: number;
  readonly number: number;
}

/**
 * Finds which of many texts stand in a longer one, in one pass: each text is filed under three of its letters, and
 * compared only where these occur.
 */
export class GramTable {
  readonly #byGram = new Map<number, Filed[]>();
  /** Texts of one or two letters. */
  readonly #short: Filed[] = [];
  /** One bit for each hash of a gram: most of a text is dismissed without a look-up. */
  readonly #filter = new Uint8Array(1 << (filterBits - 3));
  readonly #remembered = new Map<string, readonly number[]>();
  #rememberedLength = 0;

  /** @param text no other is added twice */
  add(text: string, number: number): void {
    if (text.length < gramLength) {
      this.#short.push({ text, offset: 0, number });
      return;
    }
    const grams = gramsOf(text);
    const fewest = Math.min(...grams.map((gram) => this.#count(gram)));
    const offset = grams.findIndex((gram) => this.#count(gram) === fewest);
    const best = grams[offset] ?? 0;
    const known = this.#byGram.get(best);
    if (known) known.push({ text, offset, number });
    else this.#byGram.set(best, [{ text, offset, number }]);
    const bit = filterBit(best);
    this.#filter[bit >> 3] = (this.#filter[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  /** Calls `take` with the number of every text that stands in this one. */
  scan(text: string, take: (number: number) => void): void {
    for (const number of this.#numbersIn(text)) take(number);
  }

  /** Folders, programs and words of the vocabulary come again and again, a command line with each of its effects. */
  #numbersIn(text: string): readonly number[] {
    if (text.length > longestRemembered) return this.#search(text);
    const known = this.#remembered.get(text);
    if (known) return known;
    this.#rememberedLength += text.length + 1;
    if (this.#rememberedLength > mostRemembered) {
      this.#remembered.clear();
      this.#rememberedLength = 0;
    }
    const numbers = this.#search(text);
    this.#remembered.set(text, numbers);
    return numbers;
  }

  #search(text: string): readonly number[] {
    const found = new Set<number>();
    for (const { text: short, number } of this.#short) if (text.includes(short)) found.add(number);
    let gram = 0;
    for (let i = 0; i < text.length; i += 1) {
      gram = roll(gram, text.charCodeAt(i));
      const bit = filterBit(gram);
      const isFiled = (this.#filter[bit >> 3] ?? 0) & (1 << (bit & 7));
      if (isFiled) this.#compare(text, { gram, at: i - gramLength + 1 }, found);
    }
    return found.size === 0 ? none : [...found];
  }

  #compare(text: string, { gram, at }: { gram: number; at: number }, found: Set<number>): void {
    for (const filed of this.#byGram.get(gram) ?? []) {
      if (text.startsWith(filed.text, at - filed.offset)) found.add(filed.number);
    }
  }

  #count(gram: number): number {
    return this.#byGram.get(gram)?.length ?? 0;
  }
}

const none: readonly number[] = [];

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
