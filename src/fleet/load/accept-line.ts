import { type Column, type ColumnType, type Stream, spoolSchemaVersion } from '../stream.ts';
import { columnsOf } from '../streams.ts';
import type { Refusal } from './refusal.ts';

/** A row with the columns of its stream and no others, as one line of JSON that every reader understands alike. */
export interface AcceptedRow {
  readonly json: string;
  /** Keys that no column has: written by a newer version. */
  readonly unknownColumns: number;
}

/** @param latest ISO 8601: a row that was collected later is refused */
export type AcceptLine = (text: string, latest: string) => AcceptedRow | Refusal;

/** Characters of a text, and entries of a list: collectors cut at far less. */
const longestText = 64 * 1024;
const longestList = 1000;

export function isRefusal(result: AcceptedRow | Refusal): result is Refusal {
  return 'reason' in result;
}

/**
 * Checks the lines of one stream. What comes back is written anew from what was checked: two readers of JSON may see
 * different values where a line has a key twice.
 */
export function lineAccepter(stream: Stream): AcceptLine {
  const columns = columnsOf(stream);
  return (text, latest) => {
    const given = parseObject(text);
    if (given === undefined) return { reason: 'not-json', detail: '' };
    if (given['schemaVersion'] !== spoolSchemaVersion) return { reason: 'schema-version', detail: '' };
    const row: Record<string, unknown> = {};
    let taken = 0;
    for (const column of columns) {
      const value = Object.hasOwn(given, column.name) ? given[column.name] : undefined;
      if (value === undefined) {
        if (column.required) return { reason: 'missing-column', detail: column.name };
        continue;
      }
      const problem = problemOf(value, column);
      if (problem) return { reason: problem, detail: column.name };
      row[column.name] = value;
      taken += 1;
    }
    // Images and --anonymise leave the name out; answers name every host.
    row['hostName'] ??= row['hostId'];
    if (String(row['collectedAt']) > latest) return { reason: 'future-dated', detail: 'collectedAt' };
    return { json: wellFormed(row), unknownColumns: Object.keys(given).length - taken };
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

type Problem = Refusal['reason'] | undefined;

const checks: Readonly<Record<ColumnType, (value: unknown) => Problem>> = {
  string: text,
  integer: (value) => (Number.isSafeInteger(value) ? undefined : 'wrong-type'),
  real: (value) => (Number.isFinite(value) ? undefined : 'wrong-type'),
  boolean: (value) => (typeof value === 'boolean' ? undefined : 'wrong-type'),
  timestamp: (value) => {
    if (typeof value !== 'string') return 'wrong-type';
    return isTime(value) ? undefined : 'time-out-of-range';
  },
  strings: (value) => {
    if (!Array.isArray(value)) return 'wrong-type';
    return value.length > longestList
      ? 'oversized'
      : value.map(text).find((problem) => problem !== undefined);
  },
};

function problemOf(value: unknown, column: Column): Problem {
  return checks[column.type](value);
}

function text(value: unknown): Problem {
  if (typeof value !== 'string') return 'wrong-type';
  return value.length > longestText ? 'oversized' : undefined;
}

/** In the range that both engines hold: https://clickhouse.com/docs/sql-reference/data-types/datetime64 */
function isTime(value: string): boolean {
  return (
    /^(?:19[7-9]\d|20\d\d|21\d\d|22[0-5]\d|226[01])-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

/** A text that was cut inside a character is no Unicode, and no engine takes it: the half becomes U+FFFD. */
function wellFormed(row: Readonly<Record<string, unknown>>): string {
  const json = JSON.stringify(row);
  if (!json.includes('\\ud')) return json;
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'string' ? toWellFormed(value) : value,
  );
}

function toWellFormed(value: string): string {
  return Buffer.from(value, 'utf8').toString('utf8');
}
