/** What a column holds. `timestamp`: ISO 8601 UTC with milliseconds; `strings`: a list of texts, never of anything else. */
const columnTypes = ['string', 'integer', 'real', 'boolean', 'timestamp', 'strings'] as const;
export type ColumnType = (typeof columnTypes)[number];

/** One column of a stream. A value that is not known is left out of the row, never `null`. */
export interface Column {
  /** camelCase, unique in its stream. */
  readonly name: string;
  readonly type: ColumnType;
  /** One sentence, with the unit where there is one. */
  readonly description: string;
  /** Stands in every row. */
  readonly required?: true;
  /** Every value that this version writes; a later version may write more. */
  readonly values?: readonly string[];
}

/**
 * One kind of rows. `history`: what happened; a row is written once, and again only when it has changed. `snapshot`:
 * what stands there now; a run that finds any change writes all rows of the stream, and rows that are not among those
 * of the latest run that wrote it stand there no more.
 */
export interface Stream {
  /** Name of the folder in the spool and of the table in a database. */
  readonly name: string;
  readonly kind: 'history' | 'snapshot';
  /** What one row is. */
  readonly description: string;
  /**
   * The columns that say which thing a row speaks of. With host, stream and evidence home they make the `eventId`: a
   * row with the same one is a newer account of the same thing, and the one with the latest `collectedAt` holds.
   */
  readonly key: readonly string[];
  /** The key is made of ids, of which the evidence has each once: rows with the same one speak of the same thing. */
  readonly keyIsId?: true;
  /** Without the common ones. */
  readonly columns: readonly Column[];
}

/** Of every row; raised when a column changes its meaning. A new column does not raise it. */
export const spoolSchemaVersion = 1;
