import type { FileFate } from './load/load-spools.ts';
import type { RefusedCount } from './load/refused-count.ts';

/** What became of the rows of a stream. */
interface RowCounts {
  readonly accepted: number;
  /** Of an embedded database; a server merges rows later, and does not say. */
  readonly added?: number;
  readonly updated?: number;
  /** They were there already, or are older than what is there. */
  readonly known?: number;
}

/** What a load did, and everything that the database refused since it was made. */
export interface FleetLoad {
  readonly schemaVersion: 1;
  /** Where the rows are. */
  readonly database: string;
  readonly files: Readonly<Record<FileFate, number>>;
  readonly rows: readonly (RowCounts & { readonly stream: string })[];
  readonly refused: readonly RefusedCount[];
  /** Values in columns that this version does not know. */
  readonly unknownColumns: number;
}
