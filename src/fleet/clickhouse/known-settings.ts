import { text } from './answer-row.ts';
import type { Server, Settings } from './server.ts';

/** An unknown setting is an error, and versions know different ones: only those are sent that the server lists. */
const wanted: Settings = {
  date_time_input_format: 'best_effort',
  // Answer when the rows are stored, not when they wait in memory.
  async_insert: '0',
  // The same for a distributed table: its name since 23.11, and the one before.
  distributed_foreground_insert: '1',
  insert_distributed_sync: '1',
  // Rows come with the columns of the table; anything else is a mistake that must not pass.
  input_format_skip_unknown_fields: '0',
  // A retry that the table knows may still be new to the views that it feeds.
  deduplicate_blocks_in_dependent_materialized_views: '1',
  // One batch is one block, so that one token stands for it.
  input_format_parallel_parsing: '0',
};

const token = 'insert_deduplication_token';

/** https://clickhouse.com/docs/operations/settings/settings */
export async function knownSettings(
  server: Server,
): Promise<{ readonly settings: Settings; readonly takesToken: boolean }> {
  const names = [...Object.keys(wanted), token].map((name) => `'${name}'`).join(', ');
  const rows = await server.query(`SELECT name FROM system.settings WHERE name IN (${names})`);
  const known = new Set(rows.map((row) => text(row, 'name')));
  return {
    settings: Object.fromEntries(Object.entries(wanted).filter(([name]) => known.has(name))),
    takesToken: known.has(token),
  };
}
