import type { ByteSource } from './byte-source.ts';
import type { LineBytes } from './line-bytes.ts';

/** One line of a file, as it lies on disk; valid only until the visitor returns. */
export interface Line extends LineBytes {
  /** Counted from 1. */
  readonly number: number;
  /** Of its first byte in the file. */
  readonly offset: number;
  /** The file ends without a line feed after it. */
  readonly unterminated: boolean;
  /** Longer than the bound: only its beginning is there. */
  readonly cut: boolean;
}

/** Longer lines are not held in memory. Real ones stay below 5 MB. */
export const longestLineBytes = 32 * 1024 * 1024;

const windowBytes = 1024 * 1024;
const lineFeed = 0x0a;

/** Kept from file to file: new memory for each costs more than reading most of them. */
const spareWindow = Buffer.allocUnsafeSlow(windowBytes);

/**
 * Splits a file into lines without decoding it, so that no character is torn. Memory is bounded by the longest line.
 * The visitor must not read another file.
 */
export function eachLine(source: ByteSource, visit: (line: Line) => void): void {
  let window = spareWindow;
  let [filled, windowAt, number, skipping] = [0, 0, 1, false];
  while (windowAt + filled < source.sizeBytes) {
    if (filled === window.length && window.length < longestLineBytes) window = grown(window);
    else if (filled === window.length) {
      const line = { window, start: 0, end: filled, number, offset: windowAt };
      if (!skipping) visit({ ...line, unterminated: false, cut: true });
      skipping = true;
      windowAt += filled;
      filled = 0;
    }
    const read = source.read(window, filled, windowAt + filled);
    if (read === 0) break;
    const end = filled + read;
    let start = 0;
    for (
      let feed = window.indexOf(lineFeed, filled);
      feed !== -1 && feed < end;
      feed = window.indexOf(lineFeed, start)
    ) {
      const offset = windowAt + start;
      if (!skipping) visit({ window, start, end: feed, number, offset, unterminated: false, cut: false });
      skipping = false;
      number += 1;
      start = feed + 1;
    }
    window.copyWithin(0, start, end);
    filled = end - start;
    windowAt += start;
  }
  if (filled > 0 && !skipping) {
    visit({ window, start: 0, end: filled, number, offset: windowAt, unterminated: true, cut: false });
  }
}

function grown(window: Buffer): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(Math.min(window.length * 2, longestLineBytes));
  window.copy(larger);
  return larger;
}
