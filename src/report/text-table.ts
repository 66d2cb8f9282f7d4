import { Chalk } from 'chalk';
import CliTable from 'cli-table3';
import type { Level } from '../level.ts';
import { columnWidths } from './column-widths.ts';
import type { RenderOptions } from './format.ts';
import { shorten } from './markdown.ts';
import { recordList } from './record-list.ts';
import { visibleLines } from './sanitize.ts';
import type { ReadSigns } from './signs.ts';
import { StandIns } from './stand-ins.ts';
import { wrapCell } from './wrap-cell.ts';

/** Laying out a table costs more than linear time; who wants more rows wants a stream. */
const rowsAtMost = 1000;
/** Wrapping a cell costs more than linear time, too, and a longer one is no table any more. */
const charactersAtMost = 400;
/** Between two columns. */
const gap = '  ';

/** Cells may have several lines; every other character that acts is made visible. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { colour, columns, signsOf }: RenderOptions,
): string {
  const cells = rows
    .slice(0, rowsAtMost)
    .map((row) => row.map((cell) => shorten(visibleLines(cell), charactersAtMost)));
  const left = leftOut(rows.length - cells.length);
  const sizes = columnWidths([head, ...cells], columns - gap.length * (head.length - 1), signsOf);
  if (!sizes) return [recordList(head, cells, { columns, signsOf }), ...left].join('\n');
  const wrapped = [head, ...cells].map((row) =>
    row.map((cell, index) => wrapCell(cell, sizes[index] ?? charactersAtMost, signsOf)),
  );
  const laid = laidOut(wrapped, sizes, signsOf);
  const text = (colour ? inColour(laid, head, sizes) : laid.lines).map((line) => line.trimEnd());
  return [...text, ...left].join('\n');
}

function leftOut(rows: number): readonly string[] {
  return rows > 0 ? [`and ${rows} more rows; use --format ndjson for all`] : [];
}

/** Titles are bold, levels have the colour of their weight. */
function inColour(
  { plain, original }: LaidOut,
  head: readonly string[],
  sizes: readonly number[],
): readonly string[] {
  const ofLevels = head.flatMap((title, index) => (/^(?:level|finding)$/i.test(title) ? [index] : []));
  const starts = sizes.map((_, index) =>
    sizes.slice(0, index).reduce((sum, size) => sum + size + gap.length, 0),
  );
  const [title = '', ...rows] = plain;
  const shown = rows.map((row) =>
    ofLevels.reduceRight((line, index) => {
      const [start = 0, size = 0] = [starts[index], sizes[index]];
      const cell = line.slice(start, start + size);
      const paint = colours[cell.trim()];
      return paint
        ? line.slice(0, start) + paint(cell.trimEnd()) + line.slice(start + cell.trimEnd().length)
        : line;
    }, row),
  );
  return [chalk.bold(original(title).trimEnd()), ...shown.map(original)];
}

const chalk = new Chalk({ level: 1 });
const colours: Readonly<Record<string, (text: string) => string>> = {
  critical: chalk.bold.red,
  high: chalk.red,
  medium: chalk.yellow,
  low: chalk.cyan,
  informational: chalk.dim,
} satisfies Record<Level, unknown>;

/** The lines of a table in which stand-ins take the places of wide signs. */
interface LaidOut {
  readonly plain: readonly string[];
  readonly lines: readonly string[];
  readonly original: (line: string) => string;
}

/** The lines of a table without frames; where cells have several lines, an empty one parts the rows. */
function laidOut(
  rows: readonly (readonly string[])[],
  sizes: readonly number[],
  signsOf: ReadSigns,
): LaidOut {
  const standIns = new StandIns(signsOf);
  const parting = rows.some((row) => row.some((cell) => cell.includes('\n'))) ? ' ' : '';
  const table = new CliTable({
    chars: { ...frameless, mid: parting },
    colWidths: [...sizes],
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  table.push(...rows.map((row) => row.map((cell) => standIns.of(cell))));
  const plain = table.toString().split('\n');
  const original = (line: string): string => standIns.original(line);
  return { plain, lines: plain.map(original), original };
}

const frameless = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: gap,
} as const;
