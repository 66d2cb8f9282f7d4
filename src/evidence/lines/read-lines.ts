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

/** Whole lines that lie together in memory; `number` is that of the first. */
export type LineBlock = Line;

/** Memory into which a file is read, part by part. */
export interface LineWindow {
  /** Made anew when it grows. */
  readonly bytes: Buffer;
  /** The part of {@link bytes} that lines may use. */
  readonly start: number;
  readonly end: number;
  /** Makes the part larger, its content kept. */
  grow(sizeBytes: number): void;
}

/** Longer lines are not held in memory. Real ones stay below 5 MB. */
export const longestLineBytes = 32 * 1024 * 1024;

const windowBytes = 1024 * 1024;
const lineFeed = 0x0a;

/**
 * Splits a file into blocks of whole lines without decoding it, so that no character is torn. Memory is bounded by the
 * longest line. The visitor must not read another file.
 * @param visit gives back how many line feeds the block has
 */
export function eachBlock(source: ByteSource, window: LineWindow, visit: (block: LineBlock) => number): void {
  let [filled, windowAt, number, skipping] = [0, 0, 1, false];
  const block = (size: number, how: { unterminated: boolean; cut: boolean }): number => {
    const { bytes, start } = window;
    return visit({ window: bytes, start, end: start + size, number, offset: windowAt, ...how });
  };
  while (windowAt + filled < source.sizeBytes) {
    const capacity = window.end - window.start;
    if (filled === capacity && capacity < longestLineBytes) {
      window.grow(Math.min(capacity * 2, longestLineBytes));
    } else if (filled === capacity) {
      if (!skipping) block(filled, { unterminated: false, cut: true });
      skipping = true;
      windowAt += filled;
      filled = 0;
    }
    const room = window.bytes.subarray(window.start, window.end);
    const read = source.read(room, filled, windowAt + filled);
    if (read === 0) break;
    filled += read;
    if (skipping) {
      const feed = room.indexOf(lineFeed);
      if (feed === -1 || feed >= filled) {
        windowAt += filled;
        filled = 0;
        continue;
      }
      skipping = false;
      number += 1;
      room.copyWithin(0, feed + 1, filled);
      windowAt += feed + 1;
      filled -= feed + 1;
    }
    const last = room.lastIndexOf(lineFeed, filled - 1);
    if (filled === 0 || last === -1) continue;
    number += block(last, { unterminated: false, cut: false }) + 1;
    window.bytes.copyWithin(window.start, window.start + last + 1, window.start + filled);
    windowAt += last + 1;
    filled -= last + 1;
  }
  if (filled > 0 && !skipping) block(filled, { unterminated: true, cut: false });
}

/** The same, line by line. */
export function eachLine(source: ByteSource, visit: (line: Line) => void): void {
  eachBlock(source, plainWindow(), (block) => {
    if (block.cut || block.unterminated) visit(block);
    else return linesOf(block, visit);
    return 0;
  });
}

function linesOf({ window, end, ...block }: LineBlock, visit: (line: Line) => void): number {
  let [start, number] = [block.start, block.number];
  for (;;) {
    const feed = window.indexOf(lineFeed, start);
    const isLast = feed === -1 || feed >= end;
    const offset = block.offset + start - block.start;
    visit({ window, start, end: isLast ? end : feed, number, offset, unterminated: false, cut: false });
    if (isLast) return number - block.number;
    number += 1;
    start = feed + 1;
  }
}

/** Kept from file to file: new memory for each costs more than reading most of them. */
const spareWindow = Buffer.allocUnsafeSlow(windowBytes);

function plainWindow(): LineWindow {
  let bytes = spareWindow;
  return {
    start: 0,
    get bytes() {
      return bytes;
    },
    get end() {
      return bytes.length;
    },
    grow(sizeBytes) {
      const larger = Buffer.allocUnsafeSlow(sizeBytes);
      bytes.copy(larger);
      bytes = larger;
    },
  };
}
