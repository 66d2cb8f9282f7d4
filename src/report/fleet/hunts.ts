import type { FleetValue } from '../../fleet/duckdb/open-database.ts';
import type { FleetHunts, HuntAnswer } from '../../fleet/hunts/fleet-hunts.ts';
import type { RenderOptions } from '../format.ts';
import { counted } from '../markdown.ts';
import { renderTable } from '../text-table.ts';

/** Each answer with its question and the next step; the list of hunts where none was asked. */
export function huntsTable({ hunts }: FleetHunts, options: RenderOptions): string {
  if (hunts.every(({ rows }) => rows === undefined)) return listTable(hunts, options);
  return hunts.map((hunt) => answerTable(hunt, options)).join('\n\n');
}

function listTable(hunts: readonly HuntAnswer[], options: RenderOptions): string {
  const rows = hunts.map(({ id, level, title }) => [id, level, title]);
  return renderTable(['Hunt', 'Level', 'Question'], rows, options);
}

function answerTable(
  { title, level, rows = [], total = 0, nextStep }: HuntAnswer,
  options: RenderOptions,
): string {
  if (rows.length === 0) return `${title}\nNo rows.`;
  // A table has no room for two names of a host.
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const head = columns.filter((name, _, all) => name !== 'hostId' || !all.includes('hostName'));
  const cells = rows.map((row) => head.map((name) => cell(row[name])));
  const answer = [`${title}`, `${counted(total, 'row')}, level ${level}.`, renderTable(head, cells, options)];
  return [...answer, ...(nextStep === '' ? [] : [`Next: ${nextStep}`])].join('\n');
}

/** A value as text; what is not known is empty. */
export function cell(value: FleetValue | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
