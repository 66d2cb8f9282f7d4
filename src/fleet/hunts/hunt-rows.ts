import { TriageError } from '../../errors.ts';
import type { FleetDatabase, FleetRow } from '../duckdb/open-database.ts';
import { inDialect } from './dialect.ts';
import type { Hunt } from './hunt.ts';

/**
 * The answer to a hunt, row by row.
 * @throws {TriageError} where the SQL cannot run
 */
export async function* huntRows(
  hunt: Pick<Hunt, 'id' | 'sql'>,
  database: FleetDatabase,
  now: Date,
): AsyncGenerator<FleetRow> {
  try {
    yield* database.rows(inDialect(hunt.sql, 'duckdb', now));
  } catch (error) {
    throw new TriageError(`hunt ${hunt.id}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
