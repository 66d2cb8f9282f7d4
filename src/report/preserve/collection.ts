import type { Collection } from '../../preserve/collection.ts';
import type { RenderOptions } from '../format.ts';
import { counted } from '../markdown.ts';
import { visible } from '../sanitize.ts';
import { renderTable } from '../text-table.ts';

const shownAtMost = 40;

/** What was preserved, what was not and why, and the one digest to write down. */
export function collectionTable(collection: Collection, options: RenderOptions): string {
  const { path, isDryRun, files, sizeBytes, areas, resumedFiles, leftBehind, seal } = collection;
  const secrets = (count: number | undefined) => (isDryRun ? [String(count ?? 0)] : []);
  const rows = areas.map((area) => [
    area.area,
    String(area.files),
    megabytes(area.sizeBytes),
    ...secrets(area.secrets),
  ]);
  const allSecrets = areas.reduce((sum, area) => sum + (area.secrets ?? 0), 0);
  const total = ['all', String(files), megabytes(sizeBytes), ...secrets(allSecrets)];
  const titles = ['What', 'Files', 'MB', ...(isDryRun ? ['Secrets in their text'] : [])];
  const shown = leftBehind.slice(0, shownAtMost);
  return [
    `${isDryRun ? 'Would collect' : 'Collected'} ${counted(files, 'file')} into ${visible(path)}`,
    renderTable(titles, [...rows, total], options),
    holdsSecrets,
    ...(resumedFiles > 0 ? [`${counted(resumedFiles, 'file')} had been copied before an interruption.`] : []),
    ...(shown.length > 0 ? ['Recorded, content left where it is:'] : []),
    ...shown.map(({ path: left, reason }) => `  ${visible(left)}: ${visible(reason)}`),
    ...(leftBehind.length > shown.length
      ? [`  and ${leftBehind.length - shown.length} more; see --format json`]
      : []),
    ...(seal === undefined ? [] : [`Seal (write it down, apart from the bag): ${seal}`]),
  ].join('\n');
}

const holdsSecrets = [
  'Copied byte for byte, with every secret and every personal detail that somebody wrote into it.',
  'Encrypt what leaves this machine: --recipient <age public key>.',
].join('\n');

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
