import { type StreamName, streams } from '../streams.ts';
import { isRefusal, lineAccepter } from './accept-line.ts';
import type { SpoolLine, SpoolPosition } from './line-splitter.ts';
import { listSpoolFiles, type SpoolFile } from './list-spool-files.ts';
import type { LoadTarget } from './load-target.ts';
import { readSpoolFile, type SpoolChunk, SpoolFileError } from './read-spool-file.ts';
import type { Refusal } from './refusal.ts';

/** What one load read; what became of the rows, the target knows. */
export interface LoadCounts {
  readonly files: Readonly<Record<FileFate, number>>;
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
export async function loadSpools(target: LoadTarget, settings: LoadSettings): Promise<LoadCounts> {
  const load = new Load(target, settings);
  for (const files of inGroups(listSpoolFiles(settings.places), filesAtOnce)) {
    const positions = await target.positions(files.map(({ path }) => path));
    for (const file of files) await load.file(file, positions.get(file.path));
  }
  return load.end();
}

class Load {
  readonly #target: LoadTarget;
  readonly #accepters = new Map(Object.values(streams).map((stream) => [stream.name, lineAccepter(stream)]));
  readonly #latest: string;
  readonly #progress: (line: string) => void;
  readonly #files = { read: 0, resumed: 0, unchanged: 0, refused: 0 };
  #unknownColumns = 0;

  constructor(target: LoadTarget, { now, progress }: LoadSettings) {
    this.#target = target;
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
    await this.#target.commit();
    return { files: this.#files, unknownColumns: this.#unknownColumns };
  }

  async #read(
    { path, stream }: Extract<SpoolFile, { stream: StreamName }>,
    known?: SpoolPosition,
  ): Promise<FileFate> {
    let fate: FileFate | undefined;
    try {
      for await (const chunk of readSpoolFile(path, known)) {
        fate ??= this.#begin(path, chunk);
        await this.#target.prepare();
        this.#take(chunk, { path, stream });
        if (this.#target.isFull) await this.#target.commit();
      }
    } catch (error) {
      if (!(error instanceof SpoolFileError)) throw error;
      if (fate === undefined) this.#target.begin(path, 'anew');
      this.#target.refuse(path, 0, { reason: 'unreadable', detail: error.message });
      return 'refused';
    }
    return fate ?? 'unchanged';
  }

  #begin(path: string, { lines }: SpoolChunk): FileFate {
    const isResumed = (lines[0]?.number ?? 1) > 1;
    this.#target.begin(path, isResumed ? 'resumed' : 'anew');
    return isResumed ? 'resumed' : 'read';
  }

  #take(chunk: SpoolChunk, file: Extract<SpoolFile, { stream: StreamName }>): void {
    for (const line of chunk.lines) {
      const refusal = this.#line(line, file);
      if (refusal) this.#target.refuse(file.path, line.number, refusal);
      // Read again, whole, when it has its end.
      if (refusal?.reason === 'unfinished') return;
    }
    this.#target.reach(file.path, chunk.position());
  }

  #line(
    { text, unterminated }: SpoolLine,
    { path, stream }: Extract<SpoolFile, { stream: StreamName }>,
  ): Refusal | undefined {
    if (text === undefined) return { reason: 'oversized', detail: 'line' };
    if (text.trim() === '') return undefined;
    const result = this.#accepters.get(stream)?.(text, this.#latest);
    if (!result) throw new Error(`no such stream: ${stream}`);
    if (isRefusal(result)) {
      return unterminated && result.reason === 'not-json' ? { reason: 'unfinished', detail: '' } : result;
    }
    this.#unknownColumns += result.unknownColumns;
    this.#target.add(stream, result.json, path);
    return undefined;
  }

  #refuseFile(path: string, refusal: Refusal): FileFate {
    this.#target.begin(path, 'anew');
    this.#target.refuse(path, 0, refusal);
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
