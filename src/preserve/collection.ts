import type { Area } from '../evidence/collection/collection-places.ts';
import type { Gap } from '../evidence/gap.ts';

/** What `collect` did, or would do. */
export interface Collection {
  readonly schemaVersion: 1;
  /** The bag or the archive; what it would be in a dry run. */
  readonly path: string;
  readonly home: string;
  readonly isDryRun: boolean;
  readonly files: number;
  readonly sizeBytes: number;
  readonly areas: readonly AreaCount[];
  /** Files that an interrupted run had copied before. */
  readonly resumedFiles: number;
  /** Recorded, not copied, each with the reason. */
  readonly leftBehind: readonly { readonly path: string; readonly reason: string }[];
  /** SHA-256 of the tag manifest; absent in a dry run. */
  readonly seal?: string;
  readonly gaps: readonly Gap[];
}

export interface AreaCount {
  readonly area: Area;
  readonly files: number;
  readonly sizeBytes: number;
  /** Places in the text of these files; only of a dry run. */
  readonly secrets?: number;
}
