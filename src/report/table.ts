import { Chalk } from 'chalk';
import CliTable from 'cli-table3';
import type { RenderOptions } from './format.ts';
import { visible } from './sanitize.ts';

/** Laying out a table costs more than linear time; who wants more rows wants a stream. */
const rowsAtMost = 1000;
const narrowest = 8;
/** A border and a blank on each side. */
const frame = 3;

/** Cells may have several lines; every other character that acts is made visible. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { colour, columns }: RenderOptions,
): string {
  const cells = rows
    .slice(0, rowsAtMost)
    .map((row) => row.map((cell) => cell.split('\n').map(visible).join('\n')));
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const table = new CliTable({
    head: head.map((title) => paint.bold(title)),
    colWidths: widths([head, ...cells], columns),
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
  table.push(...cells);
  const left = rows.length - cells.length;
  return left > 0
    ? `${table.toString()}\nand ${left} more rows; use --format ndjson for all`
    : table.toString();
}

/** Natural widths where they fit; else the widest columns give way. */
function widths(rows: readonly (readonly string[])[], columns: number): number[] {
  const natural = (rows[0] ?? []).map((_, index) =>
    Math.max(
      ...rows.map((row) => Math.max(...(row[index] ?? '').split('\n').map((line) => [...line].length))),
    ),
  );
  const room = columns - frame * natural.length - 1;
  let limit = Math.max(...natural);
  while (limit > narrowest && natural.reduce((sum, width) => sum + Math.min(width, limit), 0) > room)
    limit -= 1;
  return natural.map((width) => Math.min(width, limit) + 2);
}
