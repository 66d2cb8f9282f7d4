import { setTimeout } from 'node:timers/promises';
import { TriageError } from '../../errors.ts';
import type { FleetLoad } from '../fleet-load.ts';
import { type LoadSettings, loadSpools } from '../load/load-spools.ts';
import type { InsertSettings } from './insert-rows.ts';
import { knownSettings } from './known-settings.ts';
import { ClickHouseBatch } from './load-batch.ts';
import { prepareTables } from './prepare-tables.ts';
import { refusedCounts } from './refused-counts.ts';
import { withRetries } from './retries.ts';
import { connect, type Server } from './server.ts';
import type { ServerAddress } from './server-address.ts';
import { ServerError } from './server-error.ts';

/**
 * Loads what is new in the spools into the tables of a server, and makes these where they are missing. A kill of either
 * side loses nothing: the next load goes on where the server says that the last one was.
 * @throws {TriageError} where the server refuses, or cannot be reached for minutes
 */
export async function loadIntoServer(address: ServerAddress, settings: LoadSettings): Promise<FleetLoad> {
  const server = connect(address);
  try {
    const into = await open(server, settings);
    const batch = new ClickHouseBatch(into, settings.now);
    const { files, unknownColumns } = await loadSpools(batch, settings);
    return {
      schemaVersion: 1,
      database: server.name,
      files,
      rows: [...batch.accepted].map(([stream, accepted]) => ({ stream, accepted })),
      refused: await refusedCounts(into),
      unknownColumns,
    };
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw new TriageError(
      `cannot load into ${server.name}: ${error.message}`,
      'what was stored stays; load again to go on',
    );
  }
}

async function open(server: Server, { progress }: LoadSettings): Promise<InsertSettings> {
  const retrying = {
    wait: (ms: number) => setTimeout(ms),
    onRetry: (reason: string) => progress(`${server.name} does not take it, trying again: ${reason}`),
  };
  const known = await withRetries(() => knownSettings(server), { ...retrying, attempts: 5 });
  await withRetries(() => prepareTables(server), retrying);
  return { server, ...retrying, ...known };
}
