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
const margin = 2;

/** Cells may have several lines; every other character that acts is made visible. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { colour, columns }: RenderOptions,
): string {
  const cells = rows
    .slice(0, rowsAtMost)
    .map((row) => row.map((cell) => shorten(cell.split('\n').map(visible).join('\n'), charactersAtMost)));
  const sizes = widths([head, ...cells], columns);
  const table = new CliTable({
    head: [...head],
    colWidths: sizes.map((size) => size + margin),
    style: { head: [], border: [] },
  });
  table.push(...cells.map((row) => row.map((cell, index) => wrap(cell, sizes[index] ?? narrowest))));
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
  return natural.map((width) => Math.min(width, limit));
}

/** Breaks lines behind a blank where there is one in the second half, else behind a sign, else anywhere. */
function wrap(cell: string, width: number): string {
  return cell
    .split('\n')
    .flatMap((line) => pieces([...line], width))
    .join('\n');
}

function pieces(line: readonly string[], width: number): readonly string[] {
  const found: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = breakOf(rest, width);
    found.push(rest.slice(0, at).join('').trimEnd());
    rest = rest.slice(rest[at] === ' ' ? at + 1 : at);
  }
  return [...found, rest.join('')];
}

function breakOf(line: readonly string[], width: number): number {
  const blank = line.lastIndexOf(' ', width);
  if (blank * 2 > width) return blank;
  const sign = line.slice(0, width).findLastIndex((character) => /[/\\_,;:=-]/.test(character));
  return sign * 2 > width ? sign + 1 : width;
}
