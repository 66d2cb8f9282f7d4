import type { ByteSource } from './byte-source.ts';
import { longestLineBytes } from './read-lines.ts';

const chunkBytes = 1024 * 1024;
const lineFeed = 0x0a;

/** A line that was asked for. */
export interface PulledLine {
  readonly bytes: Buffer;
  /** Counted from 1. */
  readonly line: number;
  /** Longer than the bound: nothing of it is held. */
  readonly cut: boolean;
  /** The file ends without a line feed after it. */
  readonly unterminated: boolean;
}

/** The lines of a file, one after the other: memory is bounded by the longest. */
export function* pulledLines(source: ByteSource): Generator<PulledLine> {
  let [at, line, tooLong] = [0, 1, false];
  let parts: Buffer[] = [];
  let heldBytes = 0;
  const nothing = Buffer.alloc(0);
  while (at < source.sizeBytes) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, source.sizeBytes - at));
    const read = source.read(chunk, 0, at);
    if (read === 0) break;
    at += read;
    let from = 0;
    for (
      let feed = chunk.indexOf(lineFeed);
      feed !== -1 && feed < read;
      feed = chunk.indexOf(lineFeed, from)
    ) {
      const bytes = tooLong ? nothing : Buffer.concat([...parts, chunk.subarray(from, feed)]);
      yield { bytes, line, cut: tooLong, unterminated: false };
      [parts, heldBytes, tooLong, from] = [[], 0, false, feed + 1];
      line += 1;
    }
    heldBytes += read - from;
    if (heldBytes > longestLineBytes) [parts, tooLong] = [[], true];
    else parts.push(chunk.subarray(from, read));
  }
  if (heldBytes > 0) yield { bytes: Buffer.concat(parts), line, cut: tooLong, unterminated: true };
}
