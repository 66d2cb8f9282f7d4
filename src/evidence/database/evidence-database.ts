import { randomUUID } from 'node:crypto';
import { copyFileSync, linkSync, rmSync } from 'node:fs';
import type { Database, JSValue, SQLiteValue, Statement } from 'node-sqlite3-wasm';
import type { EvidenceReference } from '../artifact.ts';
import type { GapKind, ReportGap } from '../gap.ts';
import { type RowQuery, selectRow, selectRowIds, selectValues, type ValueQuery } from './select-rows.ts';
import { sqlite } from './sqlite.ts';

/** Values of one row by the names of their columns. */
export type Row = Readonly<Record<string, SQLiteValue>>;

export interface OpenedDatabase {
  /** Absolute on this machine: a copy that `DatabaseCopies` made. */
  readonly copy: string;
  /** As gaps name the database. */
  readonly reference: string;
  readonly reportGap: ReportGap;
}

/** Where in the database something stands. */
type Place = Pick<EvidenceReference, 'table' | 'row'>;

/** A forged tree of pages can hold the same rows again and again. */
const rowsAtMost = 5_000_000;

/** A database of the evidence. Never throws: what cannot be read is a gap. */
export class EvidenceDatabase {
  readonly #given: OpenedDatabase;
  /** Whoever opens a database locks it by its name, even to read. */
  readonly #name: string;
  #database: Database | undefined;
  readonly #told = new Set<string>();

  constructor(given: OpenedDatabase) {
    this.#given = given;
    this.#name = `${given.copy}.${randomUUID()}`;
    this.#attempt({}, () => {
      linked(given.copy, this.#name);
      this.#database = new (sqlite().Database)(this.#name, { readOnly: true, fileMustExist: true });
    });
  }

  /** Whether there is such a table, as far as can be told. */
  has(table: string): boolean {
    return this.#columnsOf(table)?.size !== 0;
  }

  /** Rows in the order that is asked for, each with its `rowid`; those that are damaged are left out. */
  *rows(query: RowQuery): Generator<Row> {
    const { table } = query;
    const columns = this.#columnsOf(table);
    if (!columns) return;
    if (columns.size === 0) {
      this.#gap('unsupported', `has no table ${table}: its sessions have another form`, { table });
      return;
    }
    const ids = this.#rowIds(query, columns);
    const statement = this.#attempt({ table }, () => this.#prepared(selectRow(query, columns)));
    if (!statement) return;
    try {
      for (const id of ids) {
        const row = this.#rowAt(id, table, statement);
        if (row) yield row;
      }
    } finally {
      finalize(statement);
    }
  }

  /** The different texts of a column; where an index has them, no row is read for it. */
  *values(query: ValueQuery): Generator<string> {
    const { table, column, values = [] } = query;
    const columns = this.#columnsOf(table);
    if (!columns?.has(column)) return;
    const texts = new Set<string>();
    const isWhole = this.#attempt({ table }, () => {
      for (const row of this.#prepared(selectValues(query)).iterate([...values]))
        texts.add(String((row as Row)[column]));
      return true;
    });
    if (!isWhole)
      for (const row of this.rows({ ...query, columns: [column] })) texts.add(String(row[column]));
    yield* texts;
  }

  close(): void {
    try {
      this.#database?.close();
    } finally {
      this.#database = undefined;
      rmSync(this.#name, { force: true });
    }
  }

  #prepared(sql: string): Statement {
    if (!this.#database) throw new Error('is closed');
    return this.#database.prepare(sql);
  }

  #rowAt(id: JSValue, table: string, statement: Statement): Row | undefined {
    const place = { table, row: String(id) };
    // Rows are nested only where that is asked for.
    const row = this.#attempt(place, () => statement.get([id])) as Row | undefined;
    if (row?.['is cut'] === 1)
      this.#gap('truncated', 'holds a value that is longer than this program reads', place);
    return row;
  }

  /** Where the pages of an order are damaged, rows are looked for from both ends of the table. */
  #rowIds(query: RowQuery, columns: ReadonlySet<string>): ReadonlySet<JSValue> {
    const ids = new Set<JSValue>();
    const { table, values = [] } = query;
    for (const order of [query.orderBy ?? [], ['rowid'], ['rowid DESC']]) {
      const isWhole = this.#attempt({ table }, () => {
        const statement = this.#prepared(selectRowIds({ ...query, orderBy: order }, columns));
        return this.#collect(ids, table, statement.iterate([...values]));
      });
      if (isWhole) break;
    }
    return ids;
  }

  #collect(ids: Set<JSValue>, table: string, rows: Iterable<object>): true {
    for (const row of rows) {
      if (ids.size >= rowsAtMost) {
        this.#gap('truncated', `has more rows than are read: ${rowsAtMost}`, { table });
        break;
      }
      ids.add((row as Row)['rowid'] ?? null);
    }
    return true;
  }

  /** None for what is no table: a view or a virtual table would run what somebody wrote into the database. */
  #columnsOf(table: string): ReadonlySet<string> | undefined {
    const database = this.#database;
    if (!database) return undefined;
    return this.#attempt({}, () => {
      const made = database.get('SELECT type, sql FROM sqlite_master WHERE name = ?', [table]);
      const isPlain = made?.['type'] === 'table' && !/^\s*create\s+virtual\b/i.test(String(made['sql']));
      const columns = isPlain ? database.all('SELECT name, hidden FROM pragma_table_xinfo(?)', [table]) : [];
      return new Set(columns.filter(({ hidden }) => hidden === 0).map(({ name }) => String(name)));
    });
  }

  #attempt<Value>(place: Place, read: () => Value): Value | undefined {
    try {
      return read();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#gap('malformed', `cannot be read as a whole: ${reason}`, place);
      return undefined;
    }
  }

  #gap(kind: GapKind, reason: string, place: Place): void {
    const { reference: path, reportGap } = this.#given;
    const key = `${kind} ${reason} ${place.table} ${place.row}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    reportGap({ kind, reason, evidence: { path, ...place } });
  }
}

/** The same file under another name. */
function linked(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** What ended its rows was said before. */
function finalize(statement: Statement): void {
  try {
    statement.finalize();
  } catch {
    // Nothing is left to be read.
  }
}
