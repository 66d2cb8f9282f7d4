import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { compileShape, writeKnownNames } from './compile-shape.ts';
import { compiledScanner } from './compiled-scanner.ts';
import { layout } from './memory-layout.ts';
import type { Wanted } from './shape.ts';

/** What a scan says of a line, in the order of its numbers. */
const verdicts = ['accepted', 'refused', 'escaped-name', 'repeated-name', 'beyond-bounds'] as const;
export type LineVerdict = (typeof verdicts)[number];

/** Kinds of values, in the order of their numbers. */
export const kind = { string: 1, number: 2, true: 3, false: 4, null: 5, object: 6, array: 7 } as const;

const flags = { escapes: 0x1_0000, unmeasured: 0x4_0000 } as const;

/** The number of names that were written with escapes, where they are listed. */
const escapedNameField = 0xff;

const wordsPerItem = 6;
const pageBytes = 65_536;
const firstLineBytes = 1024 * 1024;

/** Secret, so that no two ids can be prepared that are taken for one. */
export type ScanKey = readonly [bigint, bigint];

export function newScanKey(): ScanKey {
  const bytes = randomBytes(16);
  return [bytes.readBigUInt64LE(0), bytes.readBigUInt64LE(8)];
}

/** What lines are scanned for. */
export interface ScannedForm<Field extends string> {
  readonly shape: Wanted<Field>;
  /** By their numbers on the tape. */
  readonly fields: readonly Field[];
  /** Values of `name` fields that need not be decoded. */
  readonly names: readonly string[];
}

interface Exports {
  configure(at: number, key0: bigint, key1: bigint): void;
  scan(at: number, limit: number, root: number, canonical: number, listNames: number): number;
  index(item: number, into: number): number;
  hash(start: number, length: number): bigint;
}

let compiled: WebAssembly.Module | undefined;

/**
 * The compiled scanner with its memory. Lines lie in `bytes`; a scan leaves a tape of the wanted values in the order of
 * the line: each item has a field, a kind, a range of bytes, and the index of the item behind it and all inside it.
 */
export class LineScanner<Field extends string> {
  /** All the memory; made anew when it grows. */
  bytes: Buffer<ArrayBuffer>;
  /** Of the last scan. */
  items = 0;
  /** Where the last scan came to its end or stopped. */
  stoppedAt = 0;
  readonly #memory: WebAssembly.Memory;
  readonly #exports: Exports;
  readonly #root: number;
  readonly #names: readonly string[];
  /** What {@link indexMembers} has found, four bytes a field. */
  indexes: Int32Array;
  #indexes = 0;
  #told: Uint32Array;
  #words: Uint32Array;
  #numbers: Float64Array;

  constructor({ shape, fields, names }: ScannedForm<Field>, [key0, key1]: ScanKey) {
    if (fields.length > layout.mostFields) throw new Error('more fields than the scanner has room for');
    this.#memory = new WebAssembly.Memory({
      initial: Math.ceil((layout.lines + firstLineBytes + 2 * layout.slackBytes) / pageBytes),
    });
    compiled ??= new WebAssembly.Module(Buffer.from(compiledScanner, 'base64'));
    const instance = new WebAssembly.Instance(compiled, { env: { memory: this.#memory } });
    // What `wasm/scan.ts` exports.
    this.#exports = instance.exports as unknown as Exports;
    this.#root = compileShape(shape, fields, this.#memory.buffer);
    writeKnownNames(names, this.#memory.buffer);
    this.#names = names;
    const { stack, stackEnd, recent, tape, tapeEnd, names: namesAt, told } = layout;
    new Uint32Array(this.#memory.buffer).set(
      [stack, stackEnd, recent, tape, tapeEnd, namesAt, told],
      layout.configuration / 4,
    );
    this.#exports.configure(layout.configuration, key0, key1);
    this.bytes = Buffer.from(this.#memory.buffer);
    [this.#words, this.#numbers] = tapeIn(this.#memory);
    [this.#told, this.indexes] = tablesIn(this.#memory);
  }

  /** Makes room for lines up to a place of {@link bytes}. */
  reserve(end: number): void {
    const missing = end + layout.slackBytes - this.#memory.buffer.byteLength;
    if (missing <= 0) return;
    this.#memory.grow(Math.ceil(missing / pageBytes));
    this.bytes = Buffer.from(this.#memory.buffer);
    [this.#words, this.#numbers] = tapeIn(this.#memory);
    [this.#told, this.indexes] = tablesIn(this.#memory);
  }

  /**
   * @param limit behind the last byte that was read; that byte is overwritten
   * @param canonical the line was written by `JSON.stringify`
   */
  scan(start: number, limit: number, canonical = false): LineVerdict {
    return this.#scan(start, limit, canonical ? canonicalLine : anyLine);
  }

  /** Ranges of the wanted names and of the names of objects that are written with escapes. */
  escapedNames(start: number, limit: number): { readonly start: number; readonly end: number }[] {
    this.#scan(start, limit, withNames);
    return Array.from({ length: this.items }, (_, item) => item)
      .filter((item) => this.field(item) === escapedNameField)
      .map((item) => ({ start: this.start(item), end: this.end(item) }));
  }

  #scan(start: number, limit: number, { canonical, listNames }: LineForm): LineVerdict {
    const verdict = this.#exports.scan(start, limit, this.#root, canonical, listNames);
    const told = this.#told;
    this.items = told[0] ?? 0;
    this.stoppedAt = told[1] ?? 0;
    return verdicts[verdict] ?? 'refused';
  }

  /** Room in {@link indexes} for the members of one object. @returns where it begins */
  newIndex(): number {
    if (this.#indexes === layout.mostIndexes) throw new Error('more objects than the scanner has room for');
    this.#indexes += 1;
    return (this.#indexes - 1) * layout.mostFields;
  }

  /**
   * Writes the wanted members of an object into its room, by the numbers of their fields; -1 for those that are absent.
   * @returns whether the item is an object
   */
  indexMembers(item: number, index: number): boolean {
    return this.#exports.index(item, layout.indexes + index * 4) !== 0;
  }

  hash(start: number, end: number): bigint {
    return BigInt.asUintN(64, this.#exports.hash(start, end - start));
  }

  field(item: number): number {
    return (this.#words[item * wordsPerItem] ?? 0) & 0xff;
  }

  kind(item: number): number {
    return ((this.#words[item * wordsPerItem] ?? 0) >>> 8) & 0xff;
  }

  /** Inside the quotes of a string. */
  start(item: number): number {
    return this.#words[item * wordsPerItem + 1] ?? 0;
  }

  end(item: number): number {
    return this.#words[item * wordsPerItem + 2] ?? 0;
  }

  /** The item behind this one and all inside it. */
  next(item: number): number {
    return this.#words[item * wordsPerItem + 3] ?? 0;
  }

  low(item: number): number {
    return this.#words[item * wordsPerItem + 4] ?? 0;
  }

  high(item: number): number {
    return this.#words[item * wordsPerItem + 5] ?? 0;
  }

  /** Of a number, or of a time in milliseconds; absent where the scanner leaves it to the reader. */
  measured(item: number): number | undefined {
    return this.#has(item, flags.unmeasured) ? undefined : this.#numbers[item * 3 + 2];
  }

  hasEscapes(item: number): boolean {
    return this.#has(item, flags.escapes);
  }

  /** The text of a `name` field where it is one of the known ones. */
  knownName(item: number): string | undefined {
    return this.#names[this.low(item) - 1];
  }

  /** Of a string of a `repeated` field: a number that stands for the same text as long as it is the same, from 1 on. */
  textNumber(item: number): number {
    return this.low(item);
  }

  #has(item: number, flag: number): boolean {
    return ((this.#words[item * wordsPerItem] ?? 0) & flag) !== 0;
  }
}

/** How a line is scanned, for which nothing is to be made anew. */
interface LineForm {
  readonly canonical: number;
  readonly listNames: number;
}

const anyLine: LineForm = { canonical: 0, listNames: 0 };
const canonicalLine: LineForm = { canonical: 1, listNames: 0 };
const withNames: LineForm = { canonical: 0, listNames: 1 };

function tablesIn({ buffer }: WebAssembly.Memory): [Uint32Array, Int32Array] {
  return [
    new Uint32Array(buffer, layout.told, 2),
    new Int32Array(buffer, layout.indexes, layout.mostIndexes * layout.mostFields),
  ];
}

function tapeIn({ buffer }: WebAssembly.Memory): [Uint32Array, Float64Array] {
  const length = layout.tapeEnd - layout.tape;
  return [
    new Uint32Array(buffer, layout.tape, length / 4),
    new Float64Array(buffer, layout.tape, length / 8),
  ];
}
