import type { SpoolPosition } from '../load/line-splitter.ts';
import type { FleetDatabase } from './open-database.ts';

/** How far earlier loads have read each of the given files. */
export async function loadedPositions(
  { connection }: FleetDatabase,
  paths: readonly string[],
): Promise<ReadonlyMap<string, SpoolPosition>> {
  const reader = await connection.runAndReadAll(
    `SELECT path, bytes, lines, sha256 FROM loaded_files
JOIN (SELECT unnest(from_json($1, '["VARCHAR"]')) AS path) USING (path)`,
    [JSON.stringify(paths)],
  );
  return new Map(
    reader
      .getRows()
      .map(([path, bytes, lines, sha256]) => [
        String(path),
        { bytes: Number(bytes), lines: Number(lines), sha256: String(sha256) },
      ]),
  );
}
