import { Chalk } from 'chalk';
import CliTable from 'cli-table3';
import type { RenderOptions } from './format.ts';
import { shorten } from './markdown.ts';
import { visible } from './sanitize.ts';

/** Laying out a table costs more than linear time; who wants more rows wants a stream. */
const rowsAtMost = 1000;
/** Wrapping a cell costs more than linear time, too, and a longer one is no table any more. */
const charactersAtMost = 400;
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
    .map((row) => row.map((cell) => shorten(cell.split('\n').map(visible).join('\n'), charactersAtMost)));
  const table = new CliTable({
    head: [...head],
    colWidths: widths([head, ...cells], columns),
    wordWrap: true,
    wrapOnWordBoundary: false,
    style: { head: [], border: [] },
  });
  table.push(...cells);
  const text = colour ? boldHead(table.toString()) : table.toString();
  const left = rows.length - cells.length;
  return left > 0 ? `${text}\nand ${left} more rows; use --format ndjson for all` : text;
}

/** Painted when the lines are laid out: wrapping would cut a colour's own characters in two. */
function boldHead(table: string): string {
  const { bold } = new Chalk({ level: 1 });
  const lines = table.split('\n');
  const end = lines.findIndex((line) => line.startsWith('├'));
  return lines
    .map((line, index) => (index > 0 && index < end ? line.replace(/[^│]+/g, (cell) => bold(cell)) : line))
    .join('\n');
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
