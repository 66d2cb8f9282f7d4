import { type ReadSigns, widthOf } from './signs.ts';
import { wrapCell } from './wrap-cell.ts';

/** A table whose columns find no room beside each other: a title and its value a line, an empty line between the rows. */
export function recordList(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { columns, signsOf }: { readonly columns: number; readonly signsOf: ReadSigns },
): string {
  const titleWidth = Math.max(...head.map((title) => widthOf(signsOf(title)))) + 2;
  const record = (row: readonly string[]) =>
    head.flatMap((title, index) => {
      const cell = row[index] ?? '';
      if (cell === '') return [];
      const lines = wrapCell(cell, Math.max(1, columns - titleWidth), signsOf).split('\n');
      return lines.map((line, at) => (at === 0 ? title : '').padEnd(titleWidth) + line);
    });
  return rows.map((row) => record(row).join('\n')).join('\n\n');
}
