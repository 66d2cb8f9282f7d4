import type { SpoolPosition } from '../load/line-splitter.ts';
import { isRefusalReason, type RefusalReason } from '../load/refusal.ts';
import { text } from './answer-row.ts';

/** Lines of one file that were refused for one reason. */
export interface RefusedLines {
  readonly detail: string;
  /** Counted from 1; 0 is the file itself. */
  readonly firstLine: number;
  readonly count: number;
}

/** How far a file has been loaded, and what of it was refused up to there. */
export interface FileState {
  readonly position: SpoolPosition;
  readonly refused: ReadonlyMap<RefusalReason, RefusedLines>;
}

/** A row of the table `loaded_files`. */
export function rowOf(path: string, { position, refused }: FileState, loadedAt: string): string {
  const { bytes, lines, sha256 } = position;
  return JSON.stringify({
    path,
    bytes,
    lines,
    sha256,
    refused: JSON.stringify(Object.fromEntries(refused)),
    loadedAt,
  });
}

/** @throws {ServerError} where the server does not answer as ClickHouse does */
export function stateOf(row: unknown): FileState {
  return {
    position: {
      bytes: Number(text(row, 'bytes')),
      lines: Number(text(row, 'lines')),
      sha256: text(row, 'sha256'),
    },
    refused: new Map(refusedEntries(text(row, 'refused'))),
  };
}

/** Of a JSON text that this program wrote, though others may have changed it. */
export function refusedEntries(json: string): readonly (readonly [RefusalReason, RefusedLines])[] {
  let given: unknown;
  try {
    given = JSON.parse(json);
  } catch {
    return [];
  }
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([reason, lines]) => {
    if (!isRefusalReason(reason) || typeof lines !== 'object' || lines === null) return [];
    const { detail, firstLine, count } = lines as Partial<Record<string, unknown>>;
    return [
      [reason, { detail: String(detail), firstLine: Number(firstLine), count: Number(count) }] as const,
    ];
  });
}
