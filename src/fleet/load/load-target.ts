import type { StreamName } from '../streams.ts';
import type { SpoolPosition } from './line-splitter.ts';
import type { Refusal } from './refusal.ts';

/** Where a load puts rows: collected until there are many, then stored together with how far each file was read. */
export interface LoadTarget {
  readonly isFull: boolean;
  /** How far earlier loads have read each of the given files. */
  positions(paths: readonly string[]): Promise<ReadonlyMap<string, SpoolPosition>>;
  /** What an earlier load refused in the file counts no more; of a resumed one, only its unfinished line. */
  begin(path: string, how: 'anew' | 'resumed'): void;
  /** Before rows are added. */
  prepare(): Promise<void>;
  /** @param path the file that it stands in */
  add(stream: StreamName, json: string, path: string): void;
  /** @param line counted from 1; 0 is the file itself */
  refuse(path: string, line: number, refusal: Refusal): void;
  /** Everything of the file up to there has been added or refused. */
  reach(path: string, position: SpoolPosition): void;
  /** @throws {TriageError} where it cannot be stored; the next load reads it again */
  commit(): Promise<void>;
}
