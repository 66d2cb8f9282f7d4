import type { ColumnType, Stream } from '../stream.ts';
import { columnsOf, streams } from '../streams.ts';
import { bookkeepingTables } from './bookkeeping.ts';
import type { FleetDatabase } from './open-database.ts';
import { views } from './views.ts';

/** https://duckdb.org/docs/stable/sql/data_types/overview */
export const engineTypes: Readonly<Record<ColumnType, string>> = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  real: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  strings: 'VARCHAR[]',
};

/** What a load adds to the columns of a stream. */
const derived = [
  /** The label `team`, or empty. */
  { name: 'team', type: 'VARCHAR' },
  /** When a row of this thing was first collected. */
  { name: 'firstCollectedAt', type: 'TIMESTAMP' },
] as const;

/** Makes what a new database needs; in one of an earlier version, what it lacks. */
export async function ensureSchema(database: FleetDatabase): Promise<void> {
  const known = new Set<string>();
  for await (const { name } of database.rows(
    "SELECT table_name || '.' || column_name AS name FROM duckdb_columns() WHERE NOT internal",
  )) {
    known.add(String(name));
  }
  const statements = [
    ...Object.values(streams).flatMap((stream) => tableStatements(stream, known)),
    ...bookkeepingTables,
    ...Object.entries(views).map(([name, sql]) => `CREATE OR REPLACE VIEW ${name} AS ${sql}`),
  ];
  await database.connection.run(`BEGIN; ${statements.join('; ')}; COMMIT`);
}

function tableStatements(stream: Stream, known: ReadonlySet<string>): readonly string[] {
  const columns = [
    ...columnsOf(stream).map(({ name, type }) => ({ name, type: engineTypes[type] })),
    ...derived,
  ];
  const definition = ({ name, type }: { name: string; type: string }) => `${quoted(name)} ${type}`;
  const missing = columns.filter(({ name }) => !known.has(`${stream.name}.${name}`));
  if (missing.length === columns.length) {
    return [`CREATE TABLE ${stream.name} (${columns.map(definition).join(', ')})`];
  }
  return missing.map((column) => `ALTER TABLE ${stream.name} ADD COLUMN ${definition(column)}`);
}

export function quoted(name: string): string {
  return `"${name}"`;
}
