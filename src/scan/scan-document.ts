import type { Gap } from '../evidence/gap.ts';
import type { Level } from '../level.ts';
import type { FlagOccurrence } from './flag-occurrence.ts';
import type { SuppressedOccurrence } from './suppression.ts';

/** A way to switch prompts off, explained. */
export interface ExplainedRoute {
  readonly id: string;
  /** What it does, and what to do about it. */
  readonly says: string;
  readonly remedy: string;
  /** With neither guard nor isolation. */
  readonly level: Level;
  /** The page that explains it. */
  readonly documentation: string;
}

/** Where the paths of places begin. */
interface SourceRoot {
  /** Absolute: the repository in which the scanned folder lies, or that folder. */
  readonly folder: string;
  /** From there to where paths begin, `/` at the end; empty where they begin there. */
  readonly prefix: string;
}

/** The result of a scan. */
export interface ScanDocument {
  readonly schemaVersion: 1;
  /** Sorted by path, then by line; mentions only where they were asked for. */
  readonly occurrences: readonly FlagOccurrence[];
  /** Places that someone has accepted: listed, and no findings. */
  readonly suppressed: readonly SuppressedOccurrence[];
  /** Those that the places take, by id. */
  readonly routes: readonly ExplainedRoute[];
  /** How many places only speak of a route. */
  readonly mentions: number;
  readonly files: number;
  readonly binaries: number;
  readonly gaps: readonly Gap[];
  /** Absent where several folders were scanned, or none of the file system. */
  readonly sourceRoot?: SourceRoot;
}
