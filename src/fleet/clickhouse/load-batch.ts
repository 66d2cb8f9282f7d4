import { createHash } from 'node:crypto';
import type { SpoolPosition } from '../load/line-splitter.ts';
import type { LoadTarget } from '../load/load-target.ts';
import type { Refusal } from '../load/refusal.ts';
import { columnsOf, type StreamName, streams } from '../streams.ts';
import { text } from './answer-row.ts';
import { type FileState, rowOf, stateOf } from './file-state.ts';
import { type InsertSettings, insertRows } from './insert-rows.ts';
import { loadedFiles } from './loaded-files.ts';
import { quoted } from './quoted.ts';
import { withRetries } from './retries.ts';

/** Few large insertions are what ClickHouse is good at; a kill costs at most so many rows that are read again. */
const rowsAtMost = 50_000;
const charactersAtMost = 32 * 1024 * 1024;

const unread: FileState = {
  position: { bytes: 0, lines: 0, sha256: createHash('sha256').digest('hex') },
  refused: new Map(),
};

/** Rows of one stream, each with the file that it stands in. */
interface WaitingRows {
  readonly rows: string[];
  readonly paths: string[];
}

/**
 * Rows, and then the state of the files that they stand in: a state says that everything before it is stored. A kill in
 * between costs a second insertion of rows, which their event id tells.
 */
export class ClickHouseBatch implements LoadTarget {
  /** Of everything that is stored by now. */
  readonly accepted = new Map<StreamName, number>();
  readonly #into: InsertSettings;
  readonly #loadedAt: string;
  readonly #waiting = new Map<StreamName, WaitingRows>();
  /** As the server has them, of the files that are read now. */
  #stored = new Map<string, FileState>();
  readonly #changed = new Map<string, FileState>();
  #rows = 0;
  #characters = 0;

  constructor(into: InsertSettings, now: Date) {
    this.#into = into;
    this.#loadedAt = now.toISOString();
  }

  get isFull(): boolean {
    return this.#rows >= rowsAtMost || this.#characters >= charactersAtMost;
  }

  async positions(paths: readonly string[]): Promise<ReadonlyMap<string, SpoolPosition>> {
    const { server } = this.#into;
    const names = 'path, bytes, lines, sha256, refused';
    const sql = `SELECT ${names} FROM ${server.database}.${loadedFiles.name} FINAL WHERE path IN (${paths.map(quoted).join(', ')})`;
    const rows = await withRetries(() => server.query(sql), this.#into);
    this.#stored = new Map(rows.map((row) => [text(row, 'path'), stateOf(row)]));
    return new Map([...this.#stored].map(([path, { position }]) => [path, position]));
  }

  begin(path: string, how: 'anew' | 'resumed'): void {
    const state = how === 'resumed' ? this.#state(path) : unread;
    const refused = new Map(state.refused);
    refused.delete('unfinished');
    this.#changed.set(path, { ...state, refused });
  }

  async prepare(): Promise<void> {}

  add(stream: StreamName, json: string, path: string): void {
    const waiting = this.#waiting.get(stream) ?? { rows: [], paths: [] };
    waiting.rows.push(json);
    waiting.paths.push(path);
    this.#waiting.set(stream, waiting);
    this.#rows += 1;
    this.#characters += json.length;
  }

  refuse(path: string, line: number, { reason, detail }: Refusal): void {
    const state = this.#state(path);
    const known = state.refused.get(reason) ?? { detail, firstLine: line, count: 0 };
    const refused = new Map(state.refused).set(reason, { ...known, count: known.count + 1 });
    this.#changed.set(path, { ...state, refused });
  }

  reach(path: string, position: SpoolPosition): void {
    this.#changed.set(path, { ...this.#state(path), position });
  }

  async commit(): Promise<void> {
    for (const [stream, waiting] of this.#waiting) await this.#insert(stream, waiting);
    const columns = loadedFiles.columns.map(({ name }) => name);
    const rows = [...this.#changed].map(([path, state]) => rowOf(path, state, this.#loadedAt));
    await insertRows({ table: loadedFiles.name, columns, rows }, this.#into);
    for (const [path, state] of this.#changed) this.#stored.set(path, state);
    this.#waiting.clear();
    this.#changed.clear();
    this.#rows = 0;
    this.#characters = 0;
  }

  #state(path: string): FileState {
    return this.#changed.get(path) ?? this.#stored.get(path) ?? unread;
  }

  async #insert(stream: StreamName, { rows, paths }: WaitingRows): Promise<void> {
    const columns = columnsOf(streams[stream]).map(({ name }) => name);
    const refused = await insertRows({ table: stream, columns, rows }, this.#into);
    for (const { index, reason } of refused)
      this.refuse(paths[index] ?? stream, 0, { reason: 'refused-by-engine', detail: reason });
    this.accepted.set(stream, (this.accepted.get(stream) ?? 0) + rows.length - refused.length);
  }
}
