import { type RefusedCount, refusedCount } from '../load/refused-count.ts';
import { text } from './answer-row.ts';
import type { InsertSettings } from './insert-rows.ts';
import { withRetries } from './retries.ts';

/** What the database refused, whichever load it was; an unfinished line counts until its file is read beyond it. */
export async function refusedCounts(from: InsertSettings): Promise<readonly RefusedCount[]> {
  const { server } = from;
  const first = (column: string) => `argMin(${column}, (path, firstLine))`;
  const sql = `
SELECT reason, sum(count) AS lines, ${first('path')} AS firstPath, ${first('firstLine')} AS line,
  ${first('detail')} AS firstDetail
FROM ${server.database}.refused FINAL
WHERE reason <> 'unfinished' OR (path, firstLine) NOT IN (
  SELECT u.path, u.firstLine FROM ${server.database}.refused AS u FINAL
  INNER JOIN ${server.database}.loaded_files AS f FINAL ON u.path = f.path
  WHERE u.firstLine <= f.lines)
GROUP BY reason ORDER BY reason`;
  const rows = await withRetries(() => server.query(sql), from);
  return rows.flatMap((row) => {
    const sum = { reason: text(row, 'reason'), lines: text(row, 'lines'), line: text(row, 'line') };
    return refusedCount({ ...sum, path: text(row, 'firstPath'), detail: text(row, 'firstDetail') }) ?? [];
  });
}
