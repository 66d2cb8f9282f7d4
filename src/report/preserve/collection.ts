import type { Collection } from '../../preserve/collection.ts';
import type { RenderOptions } from '../format.ts';
import { counted } from '../markdown.ts';
import { visible } from '../sanitize.ts';
import { renderTable } from '../table.ts';

const shownAtMost = 40;

/** What was preserved, what was not and why, and the one digest to write down. */
export function collectionTable(collection: Collection, options: RenderOptions): string {
  const { path, isDryRun, files, sizeBytes, areas, resumedFiles, leftBehind, seal } = collection;
  const rows = areas.map((area) => [area.area, String(area.files), megabytes(area.sizeBytes)]);
  const total = ['all', String(files), megabytes(sizeBytes)];
  const shown = leftBehind.slice(0, shownAtMost);
  return [
    `${isDryRun ? 'Would collect' : 'Collected'} ${counted(files, 'file')} into ${visible(path)}`,
    renderTable(['What', 'Files', 'MB'], [...rows, total], options),
    ...(resumedFiles > 0 ? [`${counted(resumedFiles, 'file')} had been copied before an interruption.`] : []),
    ...(shown.length > 0 ? ['Recorded, content left where it is:'] : []),
    ...shown.map(({ path: left, reason }) => `  ${visible(left)}: ${visible(reason)}`),
    ...(leftBehind.length > shown.length
      ? [`  and ${leftBehind.length - shown.length} more; see --format json`]
      : []),
    ...(seal === undefined ? [] : [`Seal (write it down, apart from the bag): ${seal}`]),
  ].join('\n');
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
