import { TriageError } from '../../errors.ts';
import { type FleetDatabase, openDatabase } from '../../fleet/duckdb/open-database.ts';
import type { OptionsOf } from '../../invocation/options.ts';

/** Options that say which database is asked, and within which bounds. */
export type FleetOption = 'database' | 'memory' | 'threads';

/** The bounds that the user set for the engine. */
export function engineLimits({ memory, threads }: OptionsOf<'memory' | 'threads'>): {
  memoryLimit?: string;
  threads?: number;
} {
  return { ...(memory !== undefined && { memoryLimit: memory }), ...(threads !== undefined && { threads }) };
}

/**
 * The database of the command line, to read.
 * @throws {TriageError} where none is given or it cannot be opened
 */
export async function openFleet(options: OptionsOf<FleetOption>, usage: string): Promise<FleetDatabase> {
  if (options.database === undefined) throw new TriageError('no database given', usage);
  return await openDatabase({ path: options.database, access: 'read', ...engineLimits(options) });
}
