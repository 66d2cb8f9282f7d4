import type { RowCounts } from './duckdb/load-batch.ts';
import type { FileFate } from './duckdb/load-spools.ts';
import type { RefusedCount } from './duckdb/refused-counts.ts';

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
