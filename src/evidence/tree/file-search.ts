import { closeSync, constants, fstatSync, readSync } from 'node:fs';
import { openWithoutTrace } from '../../regular-file.ts';
import { binaryMagic, isBinaryPropertyList } from '../property-lists/binary-property-list.ts';
import { NeedleFinder } from './needle-finder.ts';

/** What is to be said about a file; nothing is said about one in which nothing stands. */
export type Searched =
  | { readonly kind: 'hit'; readonly bytes: Uint8Array }
  | { readonly kind: 'binary' }
  /** Larger than is taken into memory: searched to its end, and these are the surroundings of what was found. */
  | { readonly kind: 'oversized'; readonly sizeBytes: number; readonly excerpts: readonly Excerpt[] }
  | { readonly kind: 'unreadable'; readonly code: string };

/** A part of a large file. */
export interface Excerpt {
  readonly bytes: Uint8Array;
  /** On which line of the file it begins; counted from 1. */
  readonly line: number;
}

/** What files are searched for. */
export interface SearchStrings {
  /** A few short byte strings, which are searched at the speed of memory. */
  readonly needles: readonly Uint8Array[];
  /** Any number of further ones, for files that are to be searched with care. */
  readonly furtherNeedles: readonly Uint8Array[];
  /** What must stand around a needle; a file without is of no interest. */
  readonly wording: RegExp;
  /** The same for files that are not searched for the further needles. */
  readonly sparseWording: RegExp;
  /** Paths of files that are read as text by what opens them: NUL bytes do not make them binaries. */
  readonly text: RegExp;
}

/** A file to search. */
export interface FileToSearch {
  /** Absolute. */
  readonly path: string;
  /** `always`: its bytes are wanted whatever stands in them; `further`: it is searched for the further needles too. */
  readonly care: 'always' | 'further' | 'needles';
}

/** Takes what is found, by the path of the file. */
export type TellSearched = (path: string, result: Searched) => void;

/** Larger files are searched piece by piece, and only what surrounds a word is kept. */
const largestWhole = 16 * 1024 * 1024;
const bufferBytes = 1024 * 1024;
/** With less room than this the buffer is searched before the next file is read into it. */
const leastRoom = 32 * 1024;
const binaryHead = 8192;
const overlap = 64;
/** How far from a needle the rest of its wording may stand: a program, and its option behind a prompt of many lines. */
const wordingReach = 512;
const excerptBytes = 2000;
const mostExcerpts = 200;

/**
 * Reads files one behind the other into one buffer, and searches the buffer when it is full: with small files, a
 * search for each would cost more than the reading.
 */
export class FileSearch {
  readonly #needles: readonly Buffer[];
  readonly #finder: NeedleFinder;
  readonly #wording: RegExp;
  readonly #sparseWording: RegExp;
  readonly #text: RegExp;
  readonly #tell: TellSearched;
  readonly #buffer = Buffer.allocUnsafeSlow(bufferBytes);
  /** The files in the buffer, and where each ends. */
  #held: FileToSearch[] = [];
  #ends: number[] = [];
  /** Those of them that are looked at even where no needle stands. */
  #wanted: number[] = [];
  #filled = 0;

  constructor({ needles, furtherNeedles, wording, sparseWording, text }: SearchStrings, tell: TellSearched) {
    this.#needles = needles.map((needle) => Buffer.from(needle));
    this.#finder = new NeedleFinder([...needles, ...furtherNeedles], bufferBytes);
    this.#wording = wording;
    this.#sparseWording = sparseWording;
    this.#text = text;
    this.#tell = tell;
  }

  /** Takes a file in; what is told may be about files that were taken in before. */
  take(file: FileToSearch): void {
    if (bufferBytes - this.#filled < leastRoom) this.flush();
    let descriptor: number | undefined;
    try {
      // A link or a named pipe that took the place of the file since the walk must not be followed.
      descriptor = openWithoutTrace(file.path, constants.O_NOFOLLOW);
      this.#read(descriptor, file);
    } catch (error) {
      this.#tell(file.path, { kind: 'unreadable', code: codeOf(error) });
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  /** Searches what is in the buffer. */
  flush(): void {
    for (const index of this.#candidates()) {
      const file = this.#held[index];
      if (!file) continue;
      const bytes = this.#buffer.subarray(this.#ends[index - 1] ?? 0, this.#ends[index]);
      const result = this.#judge(bytes, file);
      if (result) this.#tell(file.path, result);
    }
    this.#held = [];
    this.#ends = [];
    this.#wanted = [];
    this.#filled = 0;
  }

  #read(descriptor: number, file: FileToSearch): void {
    let start = this.#filled;
    let end = start + this.#fill(descriptor, start);
    if (end === bufferBytes && start > 0) {
      // It does not fit behind the others: these are searched, and it gets the buffer for itself.
      this.flush();
      this.#buffer.copyWithin(0, start, end);
      end -= start;
      start = 0;
      end += this.#fill(descriptor, end);
    }
    // A regular file gives less than what was asked for only at its end.
    if (end < bufferBytes) this.#hold(file, start, end);
    else this.#tellLarge(descriptor, file);
  }

  #hold(file: FileToSearch, start: number, end: number): void {
    if (file.care !== 'needles' || this.#mayBeEncoded(start, end)) this.#wanted.push(this.#held.length);
    this.#held.push(file);
    this.#ends.push(end);
    this.#filled = end;
  }

  /** Most files are told by their first byte, without a view of their own. */
  #mayBeEncoded(start: number, end: number): boolean {
    const first = this.#buffer[start];
    if (first !== 0xff && first !== 0xfe && first !== binaryMagic.charCodeAt(0)) return false;
    const bytes = this.#buffer.subarray(start, end);
    return isUtf16(bytes) || isBinaryPropertyList(bytes);
  }

  #tellLarge(descriptor: number, file: FileToSearch): void {
    const result = this.#isBinary(this.#buffer, file)
      ? ({ kind: 'binary' } as const)
      : this.#readLarge(descriptor, Buffer.from(this.#buffer), file);
    if (result) this.#tell(file.path, result);
  }

  /** A file that is larger than the buffer, which it has filled once. */
  #readLarge(descriptor: number, head: Buffer, file: FileToSearch): Searched | undefined {
    if (fstatSync(descriptor).size > largestWhole) return this.#readPieces(descriptor, head, file);
    const chunks = [head];
    let total = head.length;
    for (
      let length = this.#fill(descriptor, 0);
      length > 0 && total <= largestWhole;
      length = this.#fill(descriptor, 0)
    ) {
      chunks.push(Buffer.from(this.#buffer.subarray(0, length)));
      total += length;
    }
    const bytes = Buffer.concat(chunks);
    return this.#mayHold(bytes, file) ? { kind: 'hit', bytes } : undefined;
  }

  #readPieces(descriptor: number, head: Buffer, file: FileToSearch): Searched {
    const sizeBytes = fstatSync(descriptor).size;
    const excerpts = this.#around(head, file, 1);
    let line = 1 + lineFeeds(head.subarray(0, head.length - overlap));
    head.copy(this.#buffer, 0, head.length - overlap);
    for (let length = this.#fill(descriptor, overlap); length > 0; length = this.#fill(descriptor, overlap)) {
      const piece = this.#buffer.subarray(0, overlap + length);
      if (excerpts.length < mostExcerpts) excerpts.push(...this.#around(piece, file, line));
      line += lineFeeds(piece.subarray(0, length));
      this.#buffer.copyWithin(0, length, overlap + length);
    }
    return { kind: 'oversized', sizeBytes, excerpts };
  }

  /** Files in the buffer in which something stands, and those that are wanted anyway. */
  #candidates(): Set<number> {
    const found = new Set(this.#wanted);
    const filled = this.#buffer.subarray(0, this.#filled);
    for (const needle of this.#needles) {
      let index = 0;
      for (let at = filled.indexOf(needle); at !== -1; ) {
        while ((this.#ends[index] ?? at + 1) <= at) index += 1;
        const end = this.#ends[index];
        if (end === undefined) break;
        // Whatever is searched with more care is looked at anyway.
        const stands = isWordingAt(this.#sparseWording, filled, at);
        if (stands) found.add(index);
        at = filled.indexOf(needle, stands ? end : at + needle.length);
      }
    }
    return found;
  }

  #judge(bytes: Buffer, file: FileToSearch): Searched | undefined {
    const isSearched = file.care === 'needles' && !isBinaryPropertyList(bytes);
    if (!isSearched && !this.#mayHold(bytes, file)) return undefined;
    if (this.#isBinary(bytes, file)) return { kind: 'binary' };
    return { kind: 'hit', bytes: Uint8Array.from(bytes) };
  }

  #isBinary(bytes: Buffer, { path }: FileToSearch): boolean {
    if (isUtf16(bytes) || isBinaryPropertyList(bytes)) return false;
    return bytes.subarray(0, binaryHead).includes(0) && !this.#text.test(path);
  }

  /** In UTF-16 no needle can be looked for. */
  #mayHold(bytes: Buffer, file: FileToSearch): boolean {
    return file.care === 'always' || isUtf16(bytes) || this.#first(searchable(bytes), file) !== -1;
  }

  /** Where the wording stands first, from an offset on; -1 where it does not. */
  #first(bytes: Buffer, { care }: FileToSearch, from = 0): number {
    return care === 'needles' ? this.#firstNeedle(bytes, from) : this.#firstFound(bytes, from);
  }

  #firstNeedle(bytes: Buffer, from: number): number {
    let first = -1;
    for (const needle of this.#needles) {
      let at = bytes.indexOf(needle, from);
      while (at !== -1 && !isWordingAt(this.#sparseWording, bytes, at)) {
        at = bytes.indexOf(needle, at + needle.length);
      }
      if (at !== -1 && (first === -1 || at < first)) first = at;
    }
    return first;
  }

  /** The same for all needles: piece by piece in the buffer of the finder, each with the end of the one before. */
  #firstFound(bytes: Buffer, from: number): number {
    for (let start = from; start < bytes.length; start += bufferBytes - overlap) {
      const length = Math.min(bufferBytes, bytes.length - start);
      bytes.copy(this.#finder.bytes, 0, start, start + length);
      let at = this.#finder.find(0, length);
      while (at !== -1 && !isWordingAt(this.#wording, bytes, start + at)) {
        at = this.#finder.find(at + 1, length);
      }
      if (at !== -1) return start + at;
      if (length < bufferBytes) break;
    }
    return -1;
  }

  /** @param line on which the piece begins */
  #around(piece: Buffer, file: FileToSearch, line: number): Excerpt[] {
    const found: Excerpt[] = [];
    for (let at = this.#first(piece, file); at !== -1 && found.length < mostExcerpts; ) {
      const start = Math.max(0, at - excerptBytes);
      const end = Math.min(piece.length, at + excerptBytes);
      const before = lineFeeds(piece.subarray(0, start));
      found.push({ bytes: Uint8Array.from(piece.subarray(start, end)), line: line + before });
      at = this.#first(piece, file, end);
    }
    return found;
  }

  #fill(descriptor: number, from: number): number {
    return readSync(descriptor, this.#buffer, from, bufferBytes - from, null);
  }
}

function isWordingAt(wording: RegExp, bytes: Buffer, at: number): boolean {
  return wording.test(
    bytes.toString('latin1', Math.max(0, at - wordingReach), Math.min(bytes.length, at + wordingReach)),
  );
}

function isUtf16(bytes: Uint8Array): boolean {
  // Not destructured, which would ask for an iterator with each file of a tree.
  const first = bytes[0];
  const second = bytes[1];
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** A binary property list has the texts that are not all ASCII in UTF-16. */
function searchable(bytes: Buffer): Buffer {
  return isBinaryPropertyList(bytes) ? Buffer.from(bytes.filter((byte) => byte !== 0)) : bytes;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function lineFeeds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}
