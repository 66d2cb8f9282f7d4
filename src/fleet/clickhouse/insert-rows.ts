import { createHash } from 'node:crypto';
import { type Retrying, withRetries } from './retries.ts';
import type { Server, Settings } from './server.ts';
import { ServerError } from './server-error.ts';

/** What an insertion needs besides its rows. */
export interface InsertSettings extends Retrying {
  readonly server: Server;
  /** Those that this server knows. */
  readonly settings: Settings;
  /** Whether the server takes a token by which it tells a block that it already has. */
  readonly takesToken: boolean;
}

/** Rows of one table, each one line of JSON. */
export interface RowBatch {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}

/** A row that the server does not take, by its place in the batch. */
export interface RefusedRow {
  readonly index: number;
  readonly reason: string;
}

/**
 * Inserts all rows, or all but those that the server cannot take. A batch that fails because of its rows is halved
 * until the rows at fault stand alone.
 * @throws {ServerError} where the server cannot be reached for minutes, or refuses more than rows
 */
export async function insertRows(batch: RowBatch, into: InsertSettings): Promise<readonly RefusedRow[]> {
  const { rows } = batch;
  if (rows.length === 0) return [];
  try {
    await insertAll(batch, into);
    return [];
  } catch (error) {
    if (!(error instanceof ServerError) || error.remedy !== 'split') throw error;
    if (rows.length === 1) return [{ index: 0, reason: error.message }];
    const middle = Math.ceil(rows.length / 2);
    const first = await insertRows({ ...batch, rows: rows.slice(0, middle) }, into);
    const second = await insertRows({ ...batch, rows: rows.slice(middle) }, into);
    return [...first, ...second.map(({ index, reason }) => ({ index: index + middle, reason }))];
  }
}

async function insertAll({ table, columns, rows }: RowBatch, into: InsertSettings): Promise<void> {
  const { server, settings, takesToken } = into;
  const body = `${rows.join('\n')}\n`;
  const digest = createHash('sha256').update(`${table}\n`).update(body).digest();
  const sql = `INSERT INTO ${server.database}.${table} (${columns.join(', ')}) FORMAT JSONEachRow`;
  // The same rows have the same token, in this run and in the one after a crash.
  const token = takesToken ? { insert_deduplication_token: digest.toString('hex') } : {};
  await withRetries(() => server.insert(sql, body, { ...settings, ...token }), {
    ...into,
    spread: 0.75 + (digest[0] ?? 0) / 512,
  });
}
