import type { SpoolPosition } from '../load/line-splitter.ts';
import type { LoadTarget } from '../load/load-target.ts';
import type { Refusal } from '../load/refusal.ts';
import { columnsOf, type StreamName, streams } from '../streams.ts';
import { bookkeeping } from './bookkeeping.ts';
import { type InsertSettings, insertRows } from './insert-rows.ts';
import { loadedPositions } from './loaded-positions.ts';

/** Few large insertions are what ClickHouse is good at; a kill costs at most so many rows that are read again. */
const rowsAtMost = 50_000;
const charactersAtMost = 32 * 1024 * 1024;

/** Refused lines of one file for one reason. */
interface RefusedLines extends Refusal {
  readonly path: string;
  readonly firstLine: number;
  readonly loadedAt: string;
  count: number;
}

/**
 * Rows, refusals and positions, inserted in this order: a position says that everything before it is stored. A kill in
 * between costs a second insertion of rows, which their event id tells.
 */
export class ClickHouseBatch implements LoadTarget {
  /** Of everything that is stored by now. */
  readonly accepted = new Map<StreamName, number>();
  readonly #into: InsertSettings;
  readonly #loadedAt: string;
  readonly #rows = new Map<StreamName, string[]>();
  readonly #positions = new Map<string, SpoolPosition>();
  readonly #refused = new Map<string, RefusedLines>();
  #count = 0;
  #characters = 0;

  constructor(into: InsertSettings, now: Date) {
    this.#into = into;
    this.#loadedAt = now.toISOString();
  }

  get isFull(): boolean {
    return this.#count >= rowsAtMost || this.#characters >= charactersAtMost;
  }

  positions(paths: readonly string[]): Promise<ReadonlyMap<string, SpoolPosition>> {
    return loadedPositions(this.#into, paths);
  }

  /** What was refused before is the same line again, and replaced. */
  begin(): void {}

  async prepare(): Promise<void> {}

  add(stream: StreamName, json: string): void {
    const rows = this.#rows.get(stream);
    if (rows) rows.push(json);
    else this.#rows.set(stream, [json]);
    this.#count += 1;
    this.#characters += json.length;
  }

  refuse(path: string, line: number, refusal: Refusal): void {
    const key = `${refusal.reason} ${path}`;
    const known = this.#refused.get(key);
    if (known) known.count += 1;
    else this.#refused.set(key, { ...refusal, path, firstLine: line, count: 1, loadedAt: this.#loadedAt });
  }

  reach(path: string, position: SpoolPosition): void {
    this.#positions.set(path, position);
  }

  async commit(): Promise<void> {
    for (const [stream, rows] of this.#rows) await this.#insert(stream, rows);
    await this.#note('refused', [...this.#refused.values()]);
    const loadedAt = this.#loadedAt;
    const positions = [...this.#positions].map(([path, position]) => ({ path, ...position, loadedAt }));
    await this.#note('loaded_files', positions);
    for (const collected of [this.#rows, this.#refused, this.#positions]) collected.clear();
    this.#count = 0;
    this.#characters = 0;
  }

  async #insert(stream: StreamName, rows: readonly string[]): Promise<void> {
    const columns = columnsOf(streams[stream]).map(({ name }) => name);
    const refused = await insertRows({ table: stream, columns, rows }, this.#into);
    for (const { reason } of refused) this.refuse(stream, 0, { reason: 'refused-by-engine', detail: reason });
    this.accepted.set(stream, (this.accepted.get(stream) ?? 0) + rows.length - refused.length);
  }

  async #note(table: keyof typeof bookkeeping, rows: readonly object[]): Promise<void> {
    const columns = bookkeeping[table].columns.map(({ name }) => name);
    await insertRows({ table, columns, rows: rows.map((row) => JSON.stringify(row)) }, this.#into);
  }
}
