import type { Line } from './read-lines.ts';
import { readSpan } from './read-lines.ts';
import { recordsOf } from './read-records.ts';

/** Every record of the line at a place that an earlier pass found. */
export function rereadRecords(
  path: string,
  place: { readonly line: number; readonly offset: number; readonly length: number },
): Readonly<Record<string, unknown>>[] {
  const line: Line = {
    bytes: readSpan(path, place.offset, place.length),
    number: place.line,
    offset: place.offset,
    unterminated: false,
    cut: false,
  };
  // The first pass has reported what is wrong with the line.
  return [...recordsOf(line, () => undefined)].map(({ record }) => record);
}
