import { type RefusalReason, refusalReasons } from '../load/refusal.ts';
import type { FleetDatabase } from './open-database.ts';

/** Everything that is refused for one reason. */
export interface RefusedCount {
  readonly reason: RefusalReason;
  readonly meaning: string;
  readonly count: number;
  /** Where the first stands; line 0 is the file itself. */
  readonly path: string;
  readonly line: number;
  readonly detail: string;
}

/** What the database refused, whichever load it was. */
export async function refusedCounts(database: FleetDatabase): Promise<readonly RefusedCount[]> {
  const found: RefusedCount[] = [];
  const sql = `
SELECT reason, sum("count") AS lines, arg_min(path, (path, "firstLine")) AS path,
  arg_min("firstLine", (path, "firstLine")) AS line, arg_min(detail, (path, "firstLine")) AS detail
FROM refused GROUP BY reason ORDER BY reason`;
  for await (const { reason, lines, path, line, detail } of database.rows(sql)) {
    if (!isReason(reason)) continue;
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

function isReason(word: unknown): word is RefusalReason {
  return typeof word === 'string' && Object.hasOwn(refusalReasons, word);
}
