import { join } from 'node:path';
import { readBoundedFile, reasonOf } from '../read-bounded-file.ts';
import { type RepositoryReading, reporter } from '../repository-reading.ts';
import { readTable, type TableBudget } from './read-table.ts';
import type { LogRecord, LogUpdate, RefRecord, RefValue } from './table-records.ts';

/** References and reflogs of one working tree, or of all that they share, as the newest table that names each has them. */
export interface TableStack {
  readonly refs: ReadonlyMap<string, Held<RefValue>>;
  /** By name, oldest first. */
  readonly logs: readonly LoggedUpdate[];
}

interface Held<Value> {
  readonly value: Value;
  /** Absolute on this machine. */
  readonly table: string;
}

export interface LoggedUpdate extends LogUpdate {
  readonly name: string;
  readonly updateIndex: number;
  /** Absolute on this machine. */
  readonly table: string;
}

const listLimitBytes = 1024 * 1024;
const tableLimitBytes = 256 * 1024 * 1024;
const tablesAtMost = 1000;
const recordsAtMost = 1_000_000;
const inflatedBytesAtMost = 512 * 1024 * 1024;

/** What tables say beyond this is not read. */
interface Budget extends TableBudget {
  records: number;
}

/**
 * The tables that `tables.list` names, oldest first: a later one wins, and a deletion in it hides what earlier ones say.
 * Whatever cannot be read is a gap. https://git-scm.com/docs/reftable#_layout
 * @param folder `reftable` of a git folder
 */
export function readTableStack(folder: string, reading: RepositoryReading): TableStack {
  const refs = new Map<string, RefRecord & { table: string }>();
  const logs = new Map<string, LogRecord & { table: string }>();
  const budget = { records: recordsAtMost, inflatedBytes: inflatedBytesAtMost };
  for (const table of tablesOf(folder, reading)) {
    eachRecord(table, { budget, reading }, (record) => {
      if (record.section === 'ref') refs.set(record.name, { ...record, table });
      else logs.set(`${record.name}\0${record.updateIndex}`, { ...record, table });
    });
  }
  return { refs: heldRefs(refs.values()), logs: heldLogs([...logs.values()]) };
}

function heldRefs(records: Iterable<RefRecord & { table: string }>): ReadonlyMap<string, Held<RefValue>> {
  const held = new Map<string, Held<RefValue>>();
  for (const { name, value, table } of records) if (value) held.set(name, { value, table });
  return held;
}

function heldLogs(records: readonly (LogRecord & { table: string })[]): LoggedUpdate[] {
  return records
    .flatMap(({ update, ...record }) => (update ? [{ ...record, ...update }] : []))
    .sort((a, b) => (a.name === b.name ? a.updateIndex - b.updateIndex : a.name < b.name ? -1 : 1));
}

function eachRecord(
  table: string,
  { budget, reading }: { readonly budget: Budget; readonly reading: RepositoryReading },
  use: (record: RefRecord | LogRecord) => void,
): void {
  const report = reporter(reading);
  const bytes = bytesOf(table, reading);
  if (bytes === undefined) return;
  try {
    for (const record of readTable(bytes, budget)) {
      budget.records -= 1;
      if (budget.records < 0) break;
      use(record);
    }
  } catch (error) {
    report(
      'malformed',
      `a table of refs is damaged, ${reasonOf(error)}: what it says was not all read`,
      table,
    );
  }
  if (budget.records < 0) report('truncated', 'the tables hold too much; the rest was not read', table);
}

function bytesOf(table: string, reading: RepositoryReading): Buffer | undefined {
  const report = reporter(reading);
  const read = readBoundedFile(table, tableLimitBytes);
  if (read.state === 'read' && !read.cut) return read.bytes;
  if (read.state === 'absent') report('missing', 'a table of refs is listed and not there', table);
  else if (read.state === 'read')
    report('truncated', 'a table of refs is too large, and was not read', table);
  else report('unreadable', `a table of refs could not be read: ${read.reason}`, table);
  return undefined;
}

/** Paths of the listed tables, each once. */
function tablesOf(folder: string, reading: RepositoryReading): string[] {
  const list = join(folder, 'tables.list');
  const report = reporter(reading);
  const read = readBoundedFile(list, listLimitBytes);
  if (read.state !== 'read' || read.cut) {
    const reason =
      read.state === 'refused' ? read.reason : read.state === 'read' ? 'it is too long' : 'it is missing';
    report('unreadable', `the list of the tables of refs could not be read: ${reason}`, list);
    return [];
  }
  const lines = read.bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  const names = new Set(lines.filter((line) => /^[\w-][\w.-]{0,254}$/.test(line)));
  if (names.size < lines.length)
    report('malformed', 'the list of the tables of refs has lines that git does not write', list);
  if (names.size > tablesAtMost)
    report('truncated', 'there are too many tables of refs; the rest was not read', list);
  return [...names].slice(0, tablesAtMost).map((name) => join(folder, name));
}
