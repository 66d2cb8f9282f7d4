import { isJsonObject } from '../../json-object.ts';
import { isMasked, maskInText } from '../../secrets/is-masked.ts';
import { isKnownTool, meaningOf } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import type { CallPlace, CompareCopies } from '../join/settle-variants.ts';
import type { ScanKey } from '../scanner/line-scanner.ts';
import type { ContentReader } from '../sources/source.ts';
import { sourceOf } from '../sources/sources.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import type { CallContent } from './read-line.ts';

/** Reads calls again and compares what they do; closed when all have been compared. */
export function copyReader(
  files: readonly TranscriptFile[],
  key: ScanKey,
): { readonly compare: CompareCopies; close(): void } {
  const open = new Map<number, ContentReader>();
  const reading = { key, reportGap: () => undefined };
  const callAt = (place: CallPlace): CallContent | undefined => {
    const file = files[place.file];
    const reader = open.get(place.file) ?? (file && sourceOf(file.agent).open(file, reading));
    if (reader) open.set(place.file, reader);
    return reader?.calls(place).contents[place.ordinal];
  };
  return {
    compare(first, second) {
      const [one, other] = [callAt(first), callAt(second)];
      if (!one || !other || one.tool !== other.tool) return 'other';
      const dialect = dialectOf(files[first.file]?.agent ?? '');
      // What it notes for itself is nothing that it did.
      if (isKnownTool(dialect, one.tool) && meaningOf(dialect, one.tool).kind === 'other') return 'same';
      return compared(one.input, other.input);
    },
    close() {
      for (const reader of open.values()) reader.close();
    },
  };
}

type Compared = ReturnType<CompareCopies>;

function compared(first: unknown, second: unknown): Compared {
  if (first === second) return 'same';
  if (saysNothing(second) || hides(second, first)) return 'first';
  if (saysNothing(first) || hides(first, second)) return 'second';
  if (Array.isArray(first) && Array.isArray(second) && first.length === second.length)
    return together(first.map((one, index) => compared(one, second[index])));
  if (isJsonObject(first) && isJsonObject(second)) {
    const names = new Set([...Object.keys(first), ...Object.keys(second)]);
    return together([...names].map((name) => compared(first[name], second[name])));
  }
  return 'other';
}

/** One side may say more in every respect, not each in another. */
function together(parts: readonly Compared[]): Compared {
  const told = new Set(parts.filter((part) => part !== 'same'));
  const [only = 'same'] = told;
  return told.size > 1 ? 'other' : only;
}

function saysNothing(value: unknown): boolean {
  if (typeof value === 'string') return value === '' || isMasked(value);
  return value === undefined || value === null;
}

/** Whether the first text is the second one with parts of it masked. */
function hides(masked: unknown, whole: unknown): boolean {
  if (typeof masked !== 'string' || typeof whole !== 'string') return false;
  const [first = '', ...pieces] = masked.split(maskInText);
  const last = pieces.pop();
  if (last === undefined || !whole.startsWith(first)) return false;
  let place = first.length;
  for (const piece of pieces) {
    const found = whole.indexOf(piece, place);
    if (found === -1) return false;
    place = found + piece.length;
  }
  return whole.length - last.length >= place && whole.endsWith(last);
}
