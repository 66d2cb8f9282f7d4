/** Keywords of ASCII, by the two characters with which they begin. */
export interface KeywordLists {
  readonly lists: readonly (readonly string[])[];
  /** For two characters below 128, the first one times 128: 0, or one more than an index of `lists`. */
  readonly numbers: Uint16Array;
  readonly ignoresCase: boolean;
}

/** What `wasm/find-keywords.ts` reads, and where of it begins what it is told. */
export interface KeywordMemory {
  readonly bytes: Buffer;
  readonly beginnings: number;
  readonly tables: number;
}

/** Below it lies what the compiler keeps. */
const beginnings = 1024;
const hashes = 1 << 15;
/** Of a keyword, as many characters are hashed together. */
const hashedLength = 3;
const tables = beginnings + hashes;
export const tableBytes = 16;
const keywordBytes = 24;
const rangeBytes = 8;
/** As much of a keyword as is compared at once. */
const comparedLength = 8;
/** The bit by which small letters of ASCII differ from capitals. */
const caseBit = 0x20;

/** Lays tables of keywords out, at most eight; where their places go is left open. */
export function writeKeywords(given: readonly KeywordLists[]): KeywordMemory {
  let free = tables + given.length * tableBytes;
  const allocate = (size: number): number => {
    const at = free;
    free += size;
    return at;
  };
  const places = given.map(({ lists, numbers }) => ({
    numbers: allocate(numbers.byteLength),
    ranges: allocate((lists.length + 1) * rangeBytes),
    keywords: allocate(lists.flat().length * keywordBytes),
  }));
  const bytes = Buffer.alloc(free);
  for (const [index, keywords] of given.entries()) {
    const place = places[index] ?? { numbers: 0, ranges: 0, keywords: 0 };
    bytes.writeUInt32LE(place.numbers, tables + index * tableBytes);
    bytes.writeUInt32LE(place.ranges, tables + index * tableBytes + 4);
    writeTable(bytes, keywords, place);
    for (const word of keywords.lists.flat()) {
      for (const hash of hashesOf(word, keywords.ignoresCase))
        bytes[beginnings + hash] = (bytes[beginnings + hash] ?? 0) | (1 << index);
    }
  }
  return { bytes, beginnings, tables };
}

interface TablePlace {
  readonly numbers: number;
  readonly ranges: number;
  readonly keywords: number;
}

function writeTable(bytes: Buffer, { lists, numbers, ignoresCase }: KeywordLists, place: TablePlace): void {
  // Few of all pairs of characters begin a keyword, and the memory holds zeros.
  numbers.forEach((number, pair) => {
    if (number !== 0) bytes.writeUInt16LE(number, place.numbers + pair * 2);
  });
  let at = place.keywords;
  for (const [index, words] of lists.entries()) {
    const range = place.ranges + (index + 1) * rangeBytes;
    bytes.writeUInt32LE(at, range);
    for (const word of words) {
      writeKeyword(bytes.subarray(at, at + keywordBytes), word, ignoresCase);
      at += keywordBytes;
    }
    bytes.writeUInt32LE(at, range + 4);
  }
}

/** Bits to set in the text, bits to look at, and what they are where the keyword stands. */
function writeKeyword(entry: Buffer, word: string, ignoresCase: boolean): void {
  for (const [at, character] of [...word.slice(0, comparedLength)].entries()) {
    const isAnyCase = ignoresCase && /[A-Za-z]/.test(character);
    entry[at] = isAnyCase ? caseBit : 0;
    entry[comparedLength + at] = 0xff;
    entry[2 * comparedLength + at] = (isAnyCase ? character.toLowerCase() : character).charCodeAt(0);
  }
}

/** Of the first characters of a keyword, in every way in which they may be written. */
function hashesOf(word: string, ignoresCase: boolean): readonly number[] {
  let beginnings: readonly number[] = [0];
  for (let at = 0; at < hashedLength; at += 1) {
    const codes = codesOf(word.charAt(at), ignoresCase);
    beginnings = beginnings.flatMap((bytes) => codes.map((code) => bytes | (code << (8 * at))));
  }
  return beginnings.map((bytes) => Math.imul(bytes, 0x9e3779b1) >>> 17);
}

const allCodes: readonly number[] = Array.from({ length: 256 }, (_, code) => code);

/** Codes of a character; of none, those of all: what ends before may be followed by anything. */
function codesOf(character: string, ignoresCase: boolean): readonly number[] {
  if (character === '') return allCodes;
  const forms = ignoresCase ? [character.toLowerCase(), character.toUpperCase()] : [character];
  return forms.map((form) => form.charCodeAt(0));
}
