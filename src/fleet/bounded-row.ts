import type { Cell, Row } from './row.ts';
import type { ColumnType, Stream } from './stream.ts';
import { columnsOf } from './streams.ts';

/** Of one row: characters of a text, items of a list, characters of an item. */
interface Bounds {
  readonly text: number;
  readonly items: number;
  readonly item: number;
}

const widest: Bounds = { text: 500, items: 20, item: 200 };

/**
 * Longer lines would not arrive: a shipper leaves out or breaks a line that is longer than its bound, and whoever
 * writes the evidence could hide a row so. Fluent Bit's bound is 32 KB
 * (https://docs.fluentbit.io/manual/pipeline/inputs/tail), rsyslog's has to be raised from 8 KB.
 */
export const lineBytesAtMost = 16 * 1024;

/**
 * The line of a row: texts cut to what fits, values that no database takes left out.
 * @param render gives one line with its end
 */
export function boundedLine(stream: Stream, row: Row, render: (row: Row) => string): string {
  for (let bounds = widest; ; bounds = halved(bounds)) {
    const line = render(boundedCells(stream, row, bounds));
    // A UTF-16 unit takes at most three bytes of UTF-8.
    if (line.length * 3 <= lineBytesAtMost || Buffer.byteLength(line) <= lineBytesAtMost) return line;
  }
}

/** In the order of the columns; what no column names is not written. */
function boundedCells(stream: Stream, row: Row, bounds: Bounds): Row {
  const cells: Record<string, Cell> = {};
  for (const { name, type } of columnsOf(stream)) {
    const cell = fitted(row[name], type, bounds);
    if (cell !== undefined) cells[name] = cell;
  }
  return cells;
}

function halved({ text, items, item }: Bounds): Bounds {
  return { text: Math.ceil(text / 2), items: Math.ceil(items / 2), item: Math.ceil(item / 2) };
}

function fitted(cell: Cell | undefined, type: ColumnType, bounds: Bounds): Cell | undefined {
  if (typeof cell === 'string') return type === 'timestamp' ? timeOf(cell) : textOf(cell, bounds.text);
  if (typeof cell === 'number') return type === 'real' || Number.isSafeInteger(cell) ? cell : undefined;
  if (typeof cell === 'boolean' || cell === undefined) return cell;
  const items = cell.slice(0, bounds.items).map((item) => textOf(item, bounds.item));
  return items.length === 0 ? undefined : items;
}

/** Half a surrogate pair or a null character makes a database refuse the whole line. */
const broken = /\p{Cs}|\0/gu;
/** Cheaper to look for: any half, of a pair too. */
const suspicious = /[\0\ud800-\udfff]/;

function textOf(text: string, length: number): string {
  const cut = text.length > length ? `${text.slice(0, length - 1)}…` : text;
  return suspicious.test(cut) ? cut.replace(broken, '\ufffd') : cut;
}

/** What a column of 64 bits holds: https://clickhouse.com/docs/sql-reference/data-types/datetime64 */
const earliestMs = Date.UTC(1970, 0, 1);
const latestMs = Date.UTC(2261, 0, 1);

/** A time that is none, or that no database takes, is left out: with it, the whole row would be refused. */
function timeOf(text: string): string | undefined {
  const ms = Date.parse(text);
  return ms >= earliestMs && ms < latestMs ? new Date(ms).toISOString() : undefined;
}
