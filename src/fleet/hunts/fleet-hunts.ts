import type { FleetRow } from '../duckdb/open-database.ts';
import type { Hunt } from './hunt.ts';

/** A hunt, with its answer where it was asked. */
export interface HuntAnswer extends Hunt {
  /** As the chosen engine takes it. */
  readonly sql: string;
  readonly rows?: readonly FleetRow[];
  /** Of all rows; no more than a bound of them are held. */
  readonly total?: number;
  /** Of those that no case file answers for. */
  readonly counting?: number;
}

export interface FleetHunts {
  readonly schemaVersion: 1;
  readonly hunts: readonly HuntAnswer[];
}

/** A row of the answer to one of several hunts. */
export type HuntRow = FleetRow & { readonly hunt: string; readonly level: string };
