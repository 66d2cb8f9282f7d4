import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** One line of a file, as it lies on disk. */
export interface Line {
  /** Without the line feed; valid only until the next line is asked for. */
  readonly bytes: Buffer;
  /** Counted from 1. */
  readonly number: number;
  /** Of its first byte in the file. */
  readonly offset: number;
  /** The file ends without a line feed after it. */
  readonly unterminated: boolean;
  /** Longer than the bound: `bytes` is its beginning only. */
  readonly cut: boolean;
}

/** Lines beyond this are not held in memory. Real ones stay below 5 MB. */
export const longestLineBytes = 64 * 1024 * 1024;

const chunkBytes = 1024 * 1024;
const lineFeed = 0x0a;

/**
 * Splits a file into lines without decoding it, so that no multi-byte character is torn. Memory is bounded by the
 * longest line.
 * @throws where the file cannot be opened or read
 */
export function* readLines(path: string): Generator<Line> {
  const descriptor = openSync(path, 'r');
  try {
    yield* linesOf(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** @throws where the file cannot be read */
export function readSpan(path: string, offset: number, length: number): Buffer {
  const descriptor = openSync(path, 'r');
  try {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset));
  } finally {
    closeSync(descriptor);
  }
}

function* linesOf(descriptor: number): Generator<Line> {
  let buffer = Buffer.allocUnsafe(chunkBytes);
  const { size } = fstatSync(descriptor);
  let [filled, bufferAt, number, skipping] = [0, 0, 1, false];
  while (bufferAt + filled < size) {
    if (filled === buffer.length) {
      if (buffer.length < longestLineBytes) buffer = grown(buffer);
      else {
        if (!skipping) yield { bytes: buffer, number, offset: bufferAt, unterminated: false, cut: true };
        skipping = true;
        bufferAt += filled;
        filled = 0;
      }
    }
    const read = readSync(descriptor, buffer, filled, buffer.length - filled, bufferAt + filled);
    if (read === 0) break;
    const end = filled + read;
    let start = 0;
    for (
      let feed = buffer.indexOf(lineFeed, filled);
      feed !== -1 && feed < end;
      feed = buffer.indexOf(lineFeed, start)
    ) {
      if (!skipping) {
        yield {
          bytes: buffer.subarray(start, feed),
          number,
          offset: bufferAt + start,
          unterminated: false,
          cut: false,
        };
      }
      skipping = false;
      number += 1;
      start = feed + 1;
    }
    buffer.copyWithin(0, start, end);
    filled = end - start;
    bufferAt += start;
  }
  if (filled > 0 && !skipping) {
    yield { bytes: buffer.subarray(0, filled), number, offset: bufferAt, unterminated: true, cut: false };
  }
}

function grown(buffer: Buffer): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(Math.min(buffer.length * 2, longestLineBytes));
  buffer.copy(larger);
  return larger;
}
