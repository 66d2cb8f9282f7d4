import type { Column, ColumnType, Stream } from '../stream.ts';
import { columnsOf, streams } from '../streams.ts';
import { bookkeepingTables } from './bookkeeping.ts';
import type { FleetDatabase } from './open-database.ts';
import { views } from './views.ts';

/** https://duckdb.org/docs/stable/sql/data_types/overview */
const engineTypes: Readonly<Record<ColumnType, string>> = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  real: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  strings: 'VARCHAR[]',
};

/** What a text and a list are where the row leaves them out; other types are null. So both engines answer alike. */
const absent: Partial<Record<ColumnType, string>> = { string: "''", strings: '[]' };

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

/**
 * Moves the lines of a batch into the table of their stream. Of several rows that speak of the same thing the one that
 * was collected last holds, in whatever order they come.
 */
export function mergeStatement(stream: Stream): string {
  const columns = columnsOf(stream);
  const names = [...columns.map(({ name }) => name), ...derived.map(({ name }) => name)].map(quoted);
  const isNewer = '(i."collectedAt", i."runId") > (x."collectedAt", x."runId")';
  const updates = names
    .filter((name) => name !== '"firstCollectedAt"')
    .map((name) => `${name} = i.${name}`)
    .concat('"firstCollectedAt" = least(i."firstCollectedAt", x."firstCollectedAt")');
  return `
MERGE INTO ${stream.name} x USING (${incoming(stream.name, columns)}) i
ON x."eventId" = i."eventId" AND x."hostId" = i."hostId"
WHEN MATCHED AND ${isNewer} THEN UPDATE SET ${updates.join(', ')}
WHEN MATCHED AND i."firstCollectedAt" < x."firstCollectedAt" THEN UPDATE SET "firstCollectedAt" = i."firstCollectedAt"
WHEN NOT MATCHED THEN INSERT (${names.join(', ')}) VALUES (${names.map((name) => `i.${name}`).join(', ')})`;
}

function incoming(name: string, columns: readonly Column[]): string {
  const shape = Object.fromEntries(columns.map((column) => [column.name, jsonType(column.type)]));
  const values = columns.map(({ name: column, type }) => {
    const value = `r.${quoted(column)}`;
    return absent[type] === undefined ? value : `coalesce(${value}, ${absent[type]}) AS ${quoted(column)}`;
  });
  return `
SELECT ${values.join(', ')},
  coalesce(list_filter(r.labels, label -> starts_with(label, 'team='))[1][6:], '') AS team,
  min(r."collectedAt") OVER same AS "firstCollectedAt"
FROM (SELECT from_json(line, '${JSON.stringify(shape)}') AS r FROM staged WHERE kind = '${name}')
WINDOW same AS (PARTITION BY r."eventId", r."hostId")
QUALIFY row_number() OVER (PARTITION BY r."eventId", r."hostId" ORDER BY r."collectedAt" DESC, r."runId" DESC) = 1`;
}

/** https://duckdb.org/docs/stable/data/json/json_functions#transforming-json-to-nested-types */
function jsonType(type: ColumnType): unknown {
  return type === 'strings' ? ['VARCHAR'] : engineTypes[type];
}

function quoted(name: string): string {
  return `"${name}"`;
}
