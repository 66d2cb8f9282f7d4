import { isRefusalReason, refusalReasons } from '../load/refusal.ts';
import type { RefusedCount } from '../load/refused-count.ts';
import type { FleetDatabase } from './open-database.ts';

/** What the database refused, whichever load it was. */
export async function refusedCounts(database: FleetDatabase): Promise<readonly RefusedCount[]> {
  const found: RefusedCount[] = [];
  const sql = `
SELECT reason, sum("count") AS lines, arg_min(path, (path, "firstLine")) AS path,
  arg_min("firstLine", (path, "firstLine")) AS line, arg_min(detail, (path, "firstLine")) AS detail
FROM refused GROUP BY reason ORDER BY reason`;
  for await (const { reason, lines, path, line, detail } of database.rows(sql)) {
    if (!isRefusalReason(reason)) continue;
    found.push({
      reason,
      meaning: refusalReasons[reason],
      count: Number(lines),
      path: String(path),
      line: Number(line),
      detail: String(detail),
    });
  }
  return found;
}
