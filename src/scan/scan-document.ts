import type { Gap } from '../evidence/gap.ts';
import type { FlagOccurrence } from './flag-occurrence.ts';

/** The result of a scan. */
export interface ScanDocument {
  readonly schemaVersion: 1;
  /** Sorted by path, then by line; mentions only where they were asked for. */
  readonly occurrences: readonly FlagOccurrence[];
  /** How many places only speak of a route. */
  readonly mentions: number;
  readonly files: number;
  readonly binaries: number;
  readonly gaps: readonly Gap[];
}
