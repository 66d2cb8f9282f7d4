import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** A file that is worth a look, or the reason why it could not be searched. */
export type Searched =
  | { readonly kind: 'hit'; readonly bytes: Uint8Array }
  /** Searched to its end; nothing stands in it. */
  | { readonly kind: 'clean' }
  | { readonly kind: 'binary' }
  /** Larger than is taken into memory: searched to its end, and these are the surroundings of what was found. */
  | { readonly kind: 'oversized'; readonly sizeBytes: number; readonly excerpts: readonly Uint8Array[] }
  | { readonly kind: 'unreadable'; readonly code: string };

/** Larger files are searched piece by piece, and only what surrounds a hit is kept. */
export const largestWhole = 16 * 1024 * 1024;
const chunkBytes = 1024 * 1024;
const binaryHead = 8192;
const overlap = 64;
const excerptBytes = 2000;
const mostExcerpts = 200;

/** How files are searched. */
export interface SearchOptions {
  /** Short byte strings; a file that holds none of them takes no route. */
  readonly needles: readonly Uint8Array[];
}

/** Searches files one after the other through one buffer: opening, reading and closing is nearly all of the time. */
export class FileSearch {
  readonly #needles: readonly Buffer[];
  readonly #buffer = Buffer.allocUnsafeSlow(chunkBytes);

  constructor({ needles }: SearchOptions) {
    this.#needles = needles.map((needle) => Buffer.from(needle));
  }

  /**
   * @param always give the bytes even where no needle stands in them
   * @param text NUL bytes do not make it a binary: its name says that it is read as text
   */
  search(path: string, { always = false, text = false } = {}): Searched {
    let descriptor: number | undefined;
    try {
      // A link or a named pipe that took the place of the file since the walk must neither be followed nor waited for.
      descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      return this.#read(descriptor, always, text);
    } catch (error) {
      return { kind: 'unreadable', code: codeOf(error) };
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  #read(descriptor: number, always: boolean, text: boolean): Searched {
    const length = fill(descriptor, this.#buffer, 0);
    const head = this.#buffer.subarray(0, length);
    const wide = isUtf16(head);
    if (!wide && !text && head.subarray(0, binaryHead).includes(0)) return { kind: 'binary' };
    if (length < chunkBytes) {
      return always || wide || this.#stands(head)
        ? { kind: 'hit', bytes: Uint8Array.from(head) }
        : { kind: 'clean' };
    }
    const sizeBytes = fstatSync(descriptor).size;
    if (sizeBytes > largestWhole) return this.#readPieces(descriptor, sizeBytes);
    return this.#readWhole(descriptor, head, always || wide);
  }

  #readWhole(descriptor: number, head: Buffer, always: boolean): Searched {
    const chunks = [Buffer.from(head)];
    let total = head.length;
    for (
      let length = fill(descriptor, this.#buffer, 0);
      length > 0 && total <= largestWhole;
      length = fill(descriptor, this.#buffer, 0)
    ) {
      chunks.push(Buffer.from(this.#buffer.subarray(0, length)));
      total += length;
    }
    const bytes = Buffer.concat(chunks);
    return always || this.#stands(bytes) ? { kind: 'hit', bytes } : { kind: 'clean' };
  }

  #readPieces(descriptor: number, sizeBytes: number): Searched {
    const excerpts: Uint8Array[] = [];
    let filled = chunkBytes;
    while (filled > overlap) {
      const piece = this.#buffer.subarray(0, filled);
      if (excerpts.length < mostExcerpts) excerpts.push(...this.#around(piece));
      this.#buffer.copyWithin(0, filled - overlap, filled);
      const length = fill(descriptor, this.#buffer, overlap);
      if (length === 0) break;
      filled = overlap + length;
    }
    return { kind: 'oversized', sizeBytes, excerpts };
  }

  #around(piece: Buffer): Uint8Array[] {
    const found: Uint8Array[] = [];
    for (const needle of this.#needles) {
      let at = piece.indexOf(needle);
      while (at !== -1 && found.length < mostExcerpts) {
        const end = Math.min(piece.length, at + excerptBytes);
        found.push(Uint8Array.from(piece.subarray(Math.max(0, at - excerptBytes), end)));
        at = piece.indexOf(needle, end);
      }
    }
    return found;
  }

  #stands(bytes: Buffer): boolean {
    return this.#needles.some((needle) => bytes.indexOf(needle) !== -1);
  }
}

function fill(descriptor: number, buffer: Buffer, from: number): number {
  let filled = from;
  while (filled < buffer.length) {
    const length = readSync(descriptor, buffer, filled, buffer.length - filled, null);
    if (length === 0) break;
    filled += length;
  }
  return filled - from;
}

function isUtf16(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
