import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../json-object.ts';
import { withRegularFile } from '../../regular-file.ts';
import type { GapKind, ReportGap } from '../gap.ts';
import type { NamedFile } from './read-json-lines.ts';
import { wholeObjects } from './whole-objects.ts';

/** A file with one JSON text in it. */
export interface JsonText {
  /** Absent where the text is damaged. */
  readonly value?: unknown;
  /** Of a damaged one: the whole objects in it, in its order. */
  readonly saved: readonly JsonObject[];
}

/** Larger texts are not held in memory. Real ones stay below 30 MB. */
const longestTextBytes = 256 * 1024 * 1024;

/**
 * Reads a file that is rewritten as a whole. Never throws: what cannot be read is a gap.
 * @param opening how an object begins that counts by itself; global
 */
export function readJsonText(
  { path, reference }: NamedFile,
  opening: RegExp,
  reportGap: ReportGap,
): JsonText {
  const gap = (kind: GapKind, reason: string): void =>
    reportGap({ kind, reason, evidence: { path: reference } });
  let text: string;
  try {
    text = textOf(path);
  } catch (error) {
    gap('unreadable', error instanceof Error ? error.message : String(error));
    return { saved: [] };
  }
  try {
    return { value: JSON.parse(text), saved: [] };
  } catch {
    const saved = wholeObjects(text.replace(/[\u0000\ufeff]/g, ''), opening);
    const isEmpty = text.trim() === '';
    gap(
      isEmpty ? 'truncated' : 'malformed',
      isEmpty ? 'holds no record: what it held is not known' : damaged(saved),
    );
    return { saved };
  }
}

function textOf(path: string): string {
  return withRegularFile(path, ({ descriptor, stat: { size } }) => {
    if (size > longestTextBytes)
      throw new Error('is larger than this program reads; what it holds is not known');
    return readFileSync(descriptor, 'utf8');
  });
}

function damaged(saved: readonly JsonObject[]): string {
  if (saved.length === 0) return 'is not a JSON text';
  return `is not a JSON text; ${saved.length === 1 ? 'one whole record' : `${saved.length} whole records`} in it ${saved.length === 1 ? 'was' : 'were'} read`;
}
