import type { ByteSource } from './byte-source.ts';
import { decode } from './line-bytes.ts';
import { longestLineBytes } from './read-lines.ts';
import { saveRecords } from './save-records.ts';

export type RawRecord = Readonly<Record<string, unknown>>;

/** Where a line lies in its file. */
export interface PlacedLine {
  /** Counted from 1. */
  readonly line: number;
  /** Of its first byte. */
  readonly offset: number;
  /** In bytes, without the line feed. */
  readonly length: number;
}

/** Neighbouring lines are read together, and most files at once. */
const windowBytes = 1024 * 1024;

/** Reads lines again that an earlier pass found: whole, and best in their order. */
export interface LineRereader {
  /** What is wrong with the line, the earlier pass has reported. */
  read(place: PlacedLine): readonly RawRecord[];
}

export function createRereader(source: ByteSource): LineRereader {
  let [window, windowAt, filled] = [Buffer.alloc(0), 0, 0];
  return {
    read({ offset, length }) {
      if (offset < windowAt || offset + length > windowAt + filled) {
        const needed = Math.min(length, longestLineBytes);
        const wanted = Math.max(needed, Math.min(source.sizeBytes, windowBytes));
        if (window.length < needed || window.length === 0) window = Buffer.allocUnsafeSlow(wanted);
        windowAt = offset;
        filled = source.read(window, 0, offset);
      }
      const start = offset - windowAt;
      return recordsIn(decode(window, start, Math.min(start + length, filled)));
    },
  };
}

export function rereadLine(source: ByteSource, place: PlacedLine): readonly RawRecord[] {
  return createRereader(source).read(place);
}

function recordsIn(text: string): readonly RawRecord[] {
  const record = objectIn(text);
  return record ? [record] : saveRecords(text).records;
}

/** Absent for everything but a JSON object. */
export function objectIn(text: string): RawRecord | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as RawRecord)
      : undefined;
  } catch {
    return undefined;
  }
}
