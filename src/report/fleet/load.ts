import type { FleetLoad } from '../../fleet/fleet-load.ts';
import type { RenderOptions } from '../format.ts';
import { counted } from '../markdown.ts';
import { visible } from '../sanitize.ts';
import { renderTable } from '../text-table.ts';

/** What was read, what is new, and what was refused. */
export function loadTable(load: FleetLoad, options: RenderOptions): string {
  const { files, rows, refused, unknownColumns, database } = load;
  const fates = Object.entries(files)
    .filter(([, count]) => count > 0)
    .map(([fate, count]) => `${count} ${fate}`);
  const head = `${visible(database)}: ${fates.length === 0 ? 'no files' : `files ${fates.join(', ')}`}.`;
  const loaded = rows.map(({ stream, accepted, added, updated, known }) => [
    stream,
    ...[accepted, added, updated, known].map((count) => String(count ?? '')),
  ]);
  const notLoaded = refused.map(({ reason, count, path, line, detail, meaning }) => [
    reason,
    String(count),
    line === 0 ? path : `${path}:${line}`,
    detail,
    meaning,
  ]);
  return [
    head,
    ...(loaded.length > 0 ? [renderTable(['Stream', 'Rows', 'New', 'Newer', 'Known'], loaded, options)] : []),
    ...(notLoaded.length > 0
      ? ['Refused:', renderTable(['Reason', 'Count', 'First', 'Column', 'Meaning'], notLoaded, options)]
      : ['Nothing refused.']),
    ...(unknownColumns > 0 ? [`${counted(unknownColumns, 'value')} of a newer version left out.`] : []),
  ].join('\n');
}
