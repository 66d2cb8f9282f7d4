import type { FleetLoad } from '../fleet-load.ts';
import { type LoadSettings, loadSpools } from '../load/load-spools.ts';
import { LoadBatch } from './load-batch.ts';
import { type DatabaseSettings, openDatabase } from './open-database.ts';
import { refusedCounts } from './refused-counts.ts';
import { ensureSchema } from './schema.ts';

/**
 * Loads what is new in the spools into a database file, and makes it where it is missing.
 * @throws {TriageError} where the engine is missing, or the file cannot be written
 */
export async function loadIntoFile(file: DatabaseSettings, settings: LoadSettings): Promise<FleetLoad> {
  const database = await openDatabase(file);
  try {
    await ensureSchema(database);
    const batch = new LoadBatch(database, settings.now);
    const { files, unknownColumns } = await loadSpools(batch, settings);
    return {
      schemaVersion: 1,
      database: file.path,
      files,
      rows: [...batch.rows].map(([stream, counts]) => ({ stream, ...counts })),
      refused: await refusedCounts(database),
      unknownColumns,
    };
  } finally {
    database.close();
  }
}
