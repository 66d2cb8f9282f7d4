import type { DuckDBAppender } from '@duckdb/node-api';
import { TriageError } from '../../errors.ts';
import type { SpoolPosition } from '../load/line-splitter.ts';
import type { LoadTarget } from '../load/load-target.ts';
import type { Refusal, RefusalReason } from '../load/refusal.ts';
import { type StreamName, streams } from '../streams.ts';
import { bookkeepingStatements } from './bookkeeping.ts';
import { loadedPositions } from './loaded-positions.ts';
import { type MergeCounts, mergeStaged } from './merge-staged.ts';
import type { FleetDatabase } from './open-database.ts';

/** What became of the rows of a stream: `known` ones were there already, or are older than what is there. */
export interface RowCounts extends MergeCounts {
  readonly accepted: number;
}

/** One transaction holds at most this: what a kill costs, and what memory it needs. */
const rowsAtMost = 100_000;
const charactersAtMost = 64 * 1024 * 1024;

/** Refused lines of one file for one reason. */
interface RefusedLines {
  readonly path: string;
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly firstLine: number;
  count: number;
}

/** Rows, refusals and positions, which go into the database together or not at all. */
export class LoadBatch implements LoadTarget {
  /** Of everything that is in the database by now. */
  readonly rows = new Map<StreamName, RowCounts>();
  readonly #database: FleetDatabase;
  readonly #loadedAt: string;
  #staging: DuckDBAppender | undefined;
  readonly #accepted = new Map<StreamName, number>();
  #characters = 0;
  readonly #positions = new Map<string, SpoolPosition>();
  readonly #refused = new Map<string, RefusedLines>();
  readonly #begun = new Map<string, 'anew' | 'resumed'>();

  constructor(database: FleetDatabase, now: Date) {
    this.#database = database;
    this.#loadedAt = now.toISOString();
  }

  get isFull(): boolean {
    const rows = [...this.#accepted.values()].reduce((sum, count) => sum + count, 0);
    return rows >= rowsAtMost || this.#characters >= charactersAtMost;
  }

  positions(paths: readonly string[]): Promise<ReadonlyMap<string, SpoolPosition>> {
    return loadedPositions(this.#database, paths);
  }

  begin(path: string, how: 'anew' | 'resumed'): void {
    this.#begun.set(path, how);
  }

  async prepare(): Promise<void> {
    if (this.#staging) return;
    const { connection } = this.#database;
    await connection.run('CREATE OR REPLACE TEMP TABLE staged (kind VARCHAR, line VARCHAR)');
    this.#staging = await connection.createAppender('staged', 'main', 'temp');
  }

  add(stream: StreamName, json: string): void {
    this.#stage(stream, json);
    this.#accepted.set(stream, (this.#accepted.get(stream) ?? 0) + 1);
    this.#characters += json.length;
  }

  refuse(path: string, line: number, { reason, detail }: Refusal): void {
    const key = `${reason} ${path}`;
    const known = this.#refused.get(key);
    if (known) known.count += 1;
    else this.#refused.set(key, { path, reason, detail, firstLine: line, count: 1 });
  }

  reach(path: string, position: SpoolPosition): void {
    this.#positions.set(path, position);
  }

  /** @throws {TriageError} where the disk or the memory is full; then nothing of the batch is in the database */
  async commit(): Promise<void> {
    await this.prepare();
    for (const [path, how] of this.#begun) this.#stage(':begun', JSON.stringify({ path, how }));
    for (const refused of this.#refused.values()) this.#stage(':refused', JSON.stringify(refused));
    for (const [path, position] of this.#positions) {
      this.#stage(':file', JSON.stringify({ path, ...position, loadedAt: this.#loadedAt }));
    }
    this.#staging?.closeSync();
    this.#staging = undefined;
    await this.#transact();
    for (const collected of [this.#accepted, this.#positions, this.#refused, this.#begun]) collected.clear();
    this.#characters = 0;
  }

  #stage(kind: string, line: string): void {
    this.#staging?.appendVarchar(kind);
    this.#staging?.appendVarchar(line);
    this.#staging?.endRow();
  }

  async #transact(): Promise<void> {
    const { connection } = this.#database;
    const counts: [StreamName, RowCounts][] = [];
    try {
      await connection.run('BEGIN TRANSACTION');
      for (const [stream, accepted] of this.#accepted) {
        counts.push([
          stream,
          { accepted, ...(await mergeStaged(this.#database, streams[stream], accepted)) },
        ]);
      }
      for (const statement of bookkeepingStatements) await connection.run(statement);
      await connection.run('COMMIT');
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!/^(?:IO|Out of Memory) Error/.test(message)) throw error;
      throw new TriageError(
        `cannot load: ${message.split('\n')[0]}`,
        'what was committed stays; load again to go on',
      );
    }
    for (const [stream, count] of counts) this.rows.set(stream, sum(this.rows.get(stream), count));
  }
}

function sum(one: RowCounts | undefined, other: RowCounts): RowCounts {
  if (!one) return other;
  return {
    accepted: one.accepted + other.accepted,
    added: one.added + other.added,
    updated: one.updated + other.updated,
    known: one.known + other.known,
  };
}
