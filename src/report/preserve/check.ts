import type { BagCheck } from '../../preserve/verify-bag.ts';
import type { RenderOptions } from '../format.ts';
import { counted } from '../markdown.ts';
import { visible } from '../sanitize.ts';
import { renderTable } from '../text-table.ts';

/** Whole or not, and what is not. */
export function checkTable(check: BagCheck, options: RenderOptions): string {
  const { place, files, custodyLines, seal, problems } = check;
  const read = `${counted(files, 'file')}, ${counted(custodyLines, 'custody line')}`;
  const head =
    problems.length === 0
      ? `${visible(place)} is whole: ${read}.`
      : `${visible(place)} is NOT what was collected: ${counted(problems.length, 'problem')} in ${read}.`;
  const rows = problems.map(({ kind, path, reason }) => [kind, path, reason]);
  const table = rows.length === 0 ? [] : [renderTable(['Kind', 'Path', 'Reason'], rows, options)];
  return [head, ...table, `Seal: ${seal}`].join('\n');
}
