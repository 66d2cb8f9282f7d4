import type { Source } from '../evidence/collection/source.ts';
import type { Collector, CopiedEntry, MadeEntry } from './custody-entry.ts';
import type { CustodyLog } from './custody-log.ts';

/** The state of one run of a collection. */
export interface Collecting {
  /** The unfinished bag, absolute. */
  readonly work: string;
  readonly log: CustodyLog;
  readonly collector: Collector;
  /** What an interrupted run had copied or made, by its place in the bag. */
  readonly earlier: ReadonlyMap<string, CopiedEntry | MadeEntry>;
  /** What the bag holds now, by its place. */
  readonly entries: Map<string, CopiedEntry | MadeEntry>;
  /** What was copied, in this run or before. */
  readonly kept: Source[];
  readonly leftBehind: Source[];
  /** Copies whose original changed during every read. */
  readonly torn: Source[];
  resumedFiles: number;
  progress(line: string): void;
}

/** Where a file grows before it gets its name. */
export const unfinished = 'copying.part';

export interface FileError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
}

export function isFileError(error: unknown): error is FileError {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
