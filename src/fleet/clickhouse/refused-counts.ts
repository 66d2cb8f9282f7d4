import { type RefusalReason, refusalReasons } from '../load/refusal.ts';
import type { RefusedCount } from '../load/refused-count.ts';
import { text } from './answer-row.ts';
import { refusedEntries } from './file-state.ts';
import type { InsertSettings } from './insert-rows.ts';
import { loadedFiles } from './loaded-files.ts';
import { withRetries } from './retries.ts';

/** What the database refused, whichever load it was. */
export async function refusedCounts(from: InsertSettings): Promise<readonly RefusedCount[]> {
  const { server } = from;
  const sql = `SELECT path, refused FROM ${server.database}.${loadedFiles.name} FINAL WHERE refused <> '{}' ORDER BY path`;
  const rows = await withRetries(() => server.query(sql), from);
  const counts = new Map<RefusalReason, RefusedCount>();
  for (const row of rows) {
    for (const [reason, { detail, firstLine, count }] of refusedEntries(text(row, 'refused'))) {
      const first = counts.get(reason) ?? {
        reason,
        meaning: refusalReasons[reason],
        count: 0,
        path: text(row, 'path'),
        line: firstLine,
        detail,
      };
      counts.set(reason, { ...first, count: first.count + count });
    }
  }
  return [...counts.values()].sort((one, other) => (one.reason < other.reason ? -1 : 1));
}
