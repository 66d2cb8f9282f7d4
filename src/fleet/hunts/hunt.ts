import type { Level } from '../../level.ts';
import type { FleetRow } from '../duckdb/open-database.ts';

/** A question to the whole organisation, as SQL. */
export interface Hunt {
  /** Name of its file. */
  readonly id: string;
  /** The question. */
  readonly title: string;
  /** What each row of the answer weighs. */
  readonly level: Level;
  /** Why it is asked, and what a row means. */
  readonly description: string;
  /** What each column of the answer holds, in their order. */
  readonly columns: Readonly<Record<string, string>>;
  /** Columns that the clock alone changes: a row that differs in nothing else is no new one. */
  readonly clockColumns: readonly string[];
  /** With the words of `dialect.ts`. */
  readonly sql: string;
  /** One row of an answer. */
  readonly sample: FleetRow;
  /** What the analyst does with a row. */
  readonly nextStep: string;
  /** Of MITRE ATT&CK, as Sigma writes them: `attack.t1567`. */
  readonly tags: readonly string[];
}
