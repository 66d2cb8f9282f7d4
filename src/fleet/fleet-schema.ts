/** The tables and views of a database server. */
export interface FleetSchema {
  readonly schemaVersion: 1;
  readonly database: string;
  /** SQL, in order; each does nothing where its work is done. */
  readonly statements: readonly string[];
}
