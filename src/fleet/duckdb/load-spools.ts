import { isRefusal, lineAccepter } from '../load/accept-line.ts';
import type { SpoolLine, SpoolPosition } from '../load/line-splitter.ts';
import { listSpoolFiles, type SpoolFile } from '../load/list-spool-files.ts';
import { readSpoolFile, type SpoolChunk, SpoolFileError } from '../load/read-spool-file.ts';
import type { Refusal } from '../load/refusal.ts';
import { type StreamName, streams } from '../streams.ts';
import { LoadBatch, type RowCounts } from './load-batch.ts';
import { loadedPositions } from './loaded-positions.ts';
import type { FleetDatabase } from './open-database.ts';
import { ensureSchema } from './schema.ts';

/** What one load did; what it refused stands in the table `refused`. */
export interface LoadCounts {
  readonly files: Readonly<Record<FileFate, number>>;
  readonly rows: ReadonlyMap<StreamName, RowCounts>;
  /** Values in columns that this version does not know. */
  readonly unknownColumns: number;
}

/** `resumed`: its first part was loaded before; `unchanged`: all of it was. */
export type FileFate = 'read' | 'resumed' | 'unchanged' | 'refused';

export interface LoadSettings {
  /** Absolute: spools, folders of spools, or files. */
  readonly places: readonly string[];
  readonly now: Date;
  readonly progress: (line: string) => void;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Positions are looked up for so many files at a time. */
const filesAtOnce = 1000;

/** Loads what is new in the spools; a kill at any moment loses what was not committed, which the next load reads. */
export async function loadSpools(database: FleetDatabase, settings: LoadSettings): Promise<LoadCounts> {
  await ensureSchema(database);
  const load = new Load(database, settings);
  for (const files of inGroups(listSpoolFiles(settings.places), filesAtOnce)) {
    const positions = await loadedPositions(
      database,
      files.map(({ path }) => path),
    );
    for (const file of files) await load.file(file, positions.get(file.path));
  }
  return load.end();
}

class Load {
  readonly #batch: LoadBatch;
  readonly #accepters = new Map(Object.values(streams).map((stream) => [stream.name, lineAccepter(stream)]));
  readonly #latest: string;
  readonly #progress: (line: string) => void;
  readonly #files = { read: 0, resumed: 0, unchanged: 0, refused: 0 };
  #unknownColumns = 0;

  constructor(database: FleetDatabase, { now, progress }: LoadSettings) {
    this.#batch = new LoadBatch(database, now);
    this.#latest = new Date(now.getTime() + dayMs).toISOString();
    this.#progress = progress;
  }

  async file(file: SpoolFile, known: SpoolPosition | undefined): Promise<void> {
    const fate =
      'refusal' in file ? this.#refuseFile(file.path, file.refusal) : await this.#read(file, known);
    this.#files[fate] += 1;
    const done = Object.values(this.#files).reduce((sum, count) => sum + count, 0);
    if (done % 100 === 0) this.#progress(`${done} files loaded`);
  }

  async end(): Promise<LoadCounts> {
    await this.#batch.commit();
    return { files: this.#files, rows: this.#batch.rows, unknownColumns: this.#unknownColumns };
  }

  async #read(
    { path, stream }: Extract<SpoolFile, { stream: StreamName }>,
    known?: SpoolPosition,
  ): Promise<FileFate> {
    let fate: FileFate | undefined;
    try {
      for await (const chunk of readSpoolFile(path, known)) {
        fate ??= this.#begin(path, chunk);
        await this.#batch.prepare();
        this.#take(chunk, { path, stream });
        if (this.#batch.isFull) await this.#batch.commit();
      }
    } catch (error) {
      if (!(error instanceof SpoolFileError)) throw error;
      if (fate === undefined) this.#batch.begin(path, 'anew');
      this.#batch.refuse(path, 0, { reason: 'unreadable', detail: error.message });
      return 'refused';
    }
    return fate ?? 'unchanged';
  }

  #begin(path: string, { lines }: SpoolChunk): FileFate {
    const isResumed = (lines[0]?.number ?? 1) > 1;
    this.#batch.begin(path, isResumed ? 'resumed' : 'anew');
    return isResumed ? 'resumed' : 'read';
  }

  #take(chunk: SpoolChunk, file: Extract<SpoolFile, { stream: StreamName }>): void {
    for (const line of chunk.lines) {
      const refusal = this.#line(line, file.stream);
      if (refusal) this.#batch.refuse(file.path, line.number, refusal);
      // Read again, whole, when it has its end.
      if (refusal?.reason === 'unfinished') return;
    }
    this.#batch.reach(file.path, chunk.position());
  }

  #line({ text, unterminated }: SpoolLine, stream: StreamName): Refusal | undefined {
    if (text === undefined) return { reason: 'oversized', detail: 'line' };
    if (text.trim() === '') return undefined;
    const result = this.#accepters.get(stream)?.(text, this.#latest);
    if (!result) throw new Error(`no such stream: ${stream}`);
    if (isRefusal(result)) {
      return unterminated && result.reason === 'not-json' ? { reason: 'unfinished', detail: '' } : result;
    }
    this.#unknownColumns += result.unknownColumns;
    this.#batch.add(stream, result.json);
    return undefined;
  }

  #refuseFile(path: string, refusal: Refusal): FileFate {
    this.#batch.begin(path, 'anew');
    this.#batch.refuse(path, 0, refusal);
    return 'refused';
  }
}

function* inGroups<T>(given: Iterable<T>, size: number): Generator<T[]> {
  let group: T[] = [];
  for (const item of given) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
