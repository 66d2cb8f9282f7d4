import type { DuckDBConnection, JS } from '@duckdb/node-api';
import { TriageError } from '../../errors.ts';

/** A value of a row as JSON has it; times are ISO 8601 UTC with milliseconds. */
export type FleetValue = string | number | boolean | null | readonly string[];
export type FleetRow = Readonly<Record<string, FleetValue>>;

export interface DatabaseSettings {
  /** Absolute. */
  readonly path: string;
  /** Reading never creates a file, and nothing that runs can change one. */
  readonly access: 'read' | 'write';
  /** `2GB`; what the engine may hold before it goes to disk. */
  readonly memoryLimit?: string;
  readonly threads?: number;
}

/** An open database. Nothing outside of its file can be read or written by whatever SQL runs in it. */
export interface FleetDatabase {
  readonly connection: DuckDBConnection;
  /** One statement; rows come as they are taken. Not to be asked again before they are: the next answer ends this one. */
  rows(sql: string): AsyncIterable<FleetRow>;
  close(): void;
}

/** https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview */
const confined = {
  enable_external_access: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
};

/**
 * @throws {TriageError} where the engine is not installed, the file is none of its databases, or another process
 * writes to it
 */
export async function openDatabase({
  path,
  access,
  memoryLimit,
  threads,
}: DatabaseSettings): Promise<FleetDatabase> {
  const { DuckDBInstance } = await loadEngine();
  const instance = await DuckDBInstance.create(path, {
    ...confined,
    access_mode: access === 'read' ? 'READ_ONLY' : 'READ_WRITE',
    memory_limit: memoryLimit ?? '2GB',
    ...(threads !== undefined && { threads: String(threads) }),
  }).catch((error: unknown) => {
    throw new TriageError(
      `cannot open ${path}: ${firstLine(error)}`,
      'make one: yolo-triage fleet load <spool>',
    );
  });
  const connection = await instance.connect();
  // Nothing that runs later can undo the settings above.
  await connection.run("SET TimeZone = 'UTC'; SET lock_configuration = true");
  return {
    connection,
    rows: (sql) => rows(connection, sql),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** The engine is none of the package: 70 MB that only these commands need, and most users never load. */
async function loadEngine(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new TriageError(
      `fleet needs DuckDB, which is not installed (${firstLine(error)})`,
      'from an archive: npx --package <archive> --package @duckdb/node-api yolo-triage fleet …; ' +
        'installed with --global: npm install --global @duckdb/node-api; ' +
        'in a clone: npm install --no-save @duckdb/node-api; ' +
        'the single executable holds none: load into ClickHouse, or use the archive',
    );
  }
}

async function* rows(connection: DuckDBConnection, sql: string): AsyncGenerator<FleetRow> {
  const result = await connection.stream(sql);
  for await (const batch of result.yieldRowObjectJs()) yield* batch.map(plainRow);
}

function plainRow(row: Readonly<Record<string, JS>>): FleetRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: JS): FleetValue {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
