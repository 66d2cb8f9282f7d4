import type { Column, Stream } from '../stream.ts';
import { columnsOf, streams } from '../streams.ts';
import { columnType } from './column-type.ts';
import { loadedFiles } from './loaded-files.ts';
import { quoted } from './quoted.ts';
import { firstCollected, views } from './views.ts';

/** How the tables are made. */
export interface SchemaOptions {
  /** An identifier. */
  readonly database: string;
  /** History is deleted so many days after it was collected; absent: never. */
  readonly retentionDays?: number;
  /** Name of a cluster: each table becomes a replicated one a shard, with a distributed one before it. */
  readonly cluster?: string;
}

/** One table as the statements know it. */
interface Table {
  readonly name: string;
  readonly comment: string;
  /** Each with its type. */
  readonly columns: readonly string[];
  readonly engine: { readonly name: string; readonly arguments: readonly string[] };
  readonly orderBy: readonly string[];
  readonly partitionBy?: string;
  readonly expires?: boolean;
  /** Rows with the same value lie on the same shard: only there one can replace the other. */
  readonly shardBy: string;
}

/** A statement that does nothing where its work is done, and what it makes. */
export interface SchemaStatement {
  /** A table or a view; absent: the database itself. */
  readonly name?: string;
  readonly sql: string;
}

/**
 * The month of the event, held between the first release of Claude Code and the collection: evidence may name any
 * time, and every month that it names would be a partition of its own.
 */
const eventMonth =
  "toYYYYMM(least(greatest(ifNull(at, collectedAt), toDateTime64('2025-01-01', 3, 'UTC')), greatest(collectedAt, toDateTime64('2025-01-01', 3, 'UTC'))))";

/** What a load adds to the columns of a stream. */
const derived =
  "`team` LowCardinality(String) DEFAULT substring(arrayFirst(label -> startsWith(label, 'team='), labels), 6) COMMENT 'The label team, or empty.'";

/** Everything that a database needs, in order. */
export function schemaStatements(options: SchemaOptions): readonly SchemaStatement[] {
  const tables = [...Object.values(streams).map(streamTable), loadedFilesTable, firstCollectedTable];
  return [
    { sql: `CREATE DATABASE IF NOT EXISTS ${options.database}${onCluster(options)}` },
    ...tables.flatMap((table) => tableStatements(table, options)),
    ...Object.entries(firstCollected.feeds).map(([name, stream]) => feed(name, stream, options)),
    ...Object.entries(views(options.database)).map(([name, sql]) => ({
      name,
      sql: `CREATE OR REPLACE VIEW ${options.database}.${name}${onCluster(options)} AS${sql.startsWith('\n') ? '' : '\n'}${sql}`,
    })),
  ];
}

/** Adds a column that a later version of the streams has. */
export function addColumn(table: string, column: Column, database: string): string {
  return `ALTER TABLE ${database}.${table} ADD COLUMN IF NOT EXISTS ${definition(column)}`;
}

function streamTable(stream: Stream): Table {
  return {
    name: stream.name,
    comment: stream.description,
    columns: [...columnsOf(stream).map(definition), derived],
    // Of two rows that speak of the same thing, the one that was collected last holds.
    engine: { name: 'ReplacingMergeTree', arguments: ['collectedAt'] },
    orderBy: ['hostId', 'eventId'],
    partitionBy: eventMonth,
    // What stands on a host is written again only when it changes.
    expires: stream.kind === 'history',
    shardBy: 'cityHash64(hostId)',
  };
}

const loadedFilesTable: Table = {
  ...loadedFiles,
  columns: loadedFiles.columns.map(definition),
  engine: { name: 'ReplacingMergeTree', arguments: ['loadedAt'] },
  shardBy: 'cityHash64(path)',
};

const firstCollectedTable: Table = {
  name: firstCollected.name,
  comment: 'When each thing of a snapshot was first collected.',
  columns: firstCollected.columns,
  engine: { name: 'AggregatingMergeTree', arguments: [] },
  orderBy: firstCollected.orderBy,
  shardBy: 'cityHash64(hostId)',
};

/** On a cluster, what is inserted into a shard is written down on that shard. */
function feed(name: string, stream: string, options: SchemaOptions): SchemaStatement {
  const { database, cluster } = options;
  const suffix = cluster === undefined ? '' : '_local';
  const sql = `CREATE MATERIALIZED VIEW IF NOT EXISTS ${database}.${name}${onCluster(options)}
TO ${database}.${firstCollected.name}${suffix} AS
SELECT '${stream}' AS stream, hostId, eventId, collectedAt AS firstCollectedAt FROM ${database}.${stream}${suffix}`;
  return { name, sql };
}

function tableStatements(table: Table, options: SchemaOptions): readonly SchemaStatement[] {
  const { database, cluster } = options;
  const { name, engine, shardBy } = table;
  if (cluster === undefined) {
    const sql = create(table, options, { name, engine: `${engine.name}(${engine.arguments.join(', ')})` });
    return [{ name, sql }];
  }
  const local = `${name}_local`;
  const replica = [`'/clickhouse/tables/{shard}/${database}/${local}'`, "'{replica}'", ...engine.arguments];
  const distributed = `Distributed('${cluster}', '${database}', '${local}', ${shardBy})`;
  return [
    {
      name: local,
      sql: create(table, options, { name: local, engine: `Replicated${engine.name}(${replica.join(', ')})` }),
    },
    {
      name,
      sql: `CREATE TABLE IF NOT EXISTS ${database}.${name}${onCluster(options)} AS ${database}.${local}\nENGINE = ${distributed}`,
    },
  ];
}

function create(
  table: Table,
  options: SchemaOptions,
  made: { readonly name: string; readonly engine: string },
): string {
  const { database, retentionDays, cluster } = options;
  const lines = [
    `CREATE TABLE IF NOT EXISTS ${database}.${made.name}${onCluster(options)}`,
    `(\n${table.columns.map((column) => `    ${column}`).join(',\n')}\n)`,
    `ENGINE = ${made.engine}`,
    table.partitionBy && `PARTITION BY ${table.partitionBy}`,
    `ORDER BY (${table.orderBy.join(', ')})`,
    // Evidence names the time of an event, so that time must not decide how long the event is kept.
    table.expires && retentionDays && `TTL toDateTime(collectedAt) + INTERVAL ${retentionDays} DAY DELETE`,
    // A replicated table remembers by default which blocks it has taken; any other forgets at once.
    cluster === undefined && 'SETTINGS non_replicated_deduplication_window = 1000',
    `COMMENT ${quoted(table.comment)}`,
  ];
  return lines.filter(Boolean).join('\n');
}

function definition(column: Column): string {
  return `\`${column.name}\` ${columnType(column)} COMMENT ${quoted(column.description)}`;
}

function onCluster({ cluster }: SchemaOptions): string {
  return cluster === undefined ? '' : ` ON CLUSTER '${cluster}'`;
}
