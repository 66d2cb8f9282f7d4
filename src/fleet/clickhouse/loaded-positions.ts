import type { SpoolPosition } from '../load/line-splitter.ts';
import { text } from './answer-row.ts';
import type { InsertSettings } from './insert-rows.ts';
import { withRetries } from './retries.ts';

/** How far each of the given files has been loaded, by whatever loader. */
export async function loadedPositions(
  from: InsertSettings,
  paths: readonly string[],
): Promise<ReadonlyMap<string, SpoolPosition>> {
  const { server } = from;
  const list = paths.map((path) => `'${path.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`).join(', ');
  const sql = `SELECT path, bytes, lines, sha256 FROM ${server.database}.loaded_files FINAL WHERE path IN (${list})`;
  const rows = await withRetries(() => server.query(sql), from);
  return new Map(
    rows.map((row) => [
      text(row, 'path'),
      { bytes: Number(text(row, 'bytes')), lines: Number(text(row, 'lines')), sha256: text(row, 'sha256') },
    ]),
  );
}
