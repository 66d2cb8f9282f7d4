import type { PlacedLine } from '../../evidence/lines/placed-line.ts';
import { isMasked } from '../../secrets/is-masked.ts';
import type { CallContent, ReadLine, ResultContent } from '../plan/read-line.ts';
import type { ContentReader } from '../sources/source.ts';
import type { TranscriptFile } from '../transcript-file.ts';
import type { CallEntry, ContextEntry, Entry, RecordedMode } from './entry.ts';

/** Prompts and results that are read once more stay in memory for a while; the file is read again for others. */
const mostKept = 2_000;

/** An entry, with what held where it stands. */
interface Kept {
  readonly entry: Entry;
  readonly context: Omit<ContextEntry, 'kind'>;
  readonly mode: RecordedMode | undefined;
}

/**
 * Reads the entries of a file again, in their order: what a header said holds for the calls below it. Places ascend for
 * the most part; for one that lies further back than what is kept, the file is read from its beginning.
 */
export class EntryContent implements ContentReader {
  readonly #file: TranscriptFile;
  readonly #read: () => Iterable<Entry>;
  readonly #kept = new Map<number, Kept>();
  #entries: Iterator<Entry> | undefined;
  #next = 0;
  #context: Kept['context'] = {};
  #mode: RecordedMode | undefined;

  /** @param read begins anew with each call */
  constructor(file: TranscriptFile, read: () => Iterable<Entry>) {
    this.#file = file;
    this.#read = read;
  }

  calls(place: PlacedLine): ReadLine<CallContent> {
    return this.#contents(place, ({ entry, context, mode }) => {
      if (entry.kind !== 'call') return undefined;
      const isOwn = entry.id !== undefined && !isMasked(entry.id);
      const id = isOwn ? entry.id : `${this.#file.sessionId}:${place.offset}`;
      return callOf({ ...entry, id }, context, entry.mode ?? mode);
    });
  }

  results(place: PlacedLine): ReadLine<ResultContent> {
    return this.#contents(place, ({ entry }) => {
      if (entry.kind !== 'result') return undefined;
      const { kind: _kind, callId = '', outcome: _outcome, at: _at, place: _place, ...result } = entry;
      return { callId, result };
    });
  }

  prompts(place: PlacedLine): ReadLine<string> {
    return this.#contents(place, ({ entry }) => (entry.kind === 'prompt' ? entry.text : undefined));
  }

  close(): void {
    this.#entries?.return?.();
    this.#entries = undefined;
  }

  #contents<Content>(place: PlacedLine, take: (kept: Kept) => Content | undefined): ReadLine<Content> {
    const kept = this.#at(place.offset);
    const content = kept && take(kept);
    return {
      contents: content === undefined ? [] : [content],
      evidence: { path: this.#file.reference, ...kept?.entry.place },
    };
  }

  #at(index: number): Kept | undefined {
    const known = this.#kept.get(index);
    if (known) return known;
    if (index < this.#next) this.#begin();
    while (this.#next <= index) if (!this.#step()) return undefined;
    return this.#kept.get(index);
  }

  #begin(): void {
    this.close();
    this.#kept.clear();
    this.#next = 0;
    this.#context = {};
    this.#mode = undefined;
  }

  #step(): boolean {
    this.#entries ??= this.#read()[Symbol.iterator]();
    const { done, value: entry } = this.#entries.next();
    if (done) return false;
    if (entry.kind === 'context') this.#context = { ...this.#context, ...entry };
    else if (entry.kind === 'mode') this.#mode = entry;
    else if (entry.kind !== 'usage') this.#keep({ entry, context: this.#context, mode: this.#mode });
    this.#next += 1;
    return true;
  }

  #keep(kept: Kept): void {
    this.#kept.set(this.#next, kept);
    if (this.#kept.size <= mostKept) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}

function callOf(
  { id, tool, input, cwd }: CallEntry,
  context: Kept['context'],
  mode: RecordedMode | undefined,
): CallContent {
  return {
    id,
    tool,
    input,
    cwd: cwd ?? context.cwd,
    gitBranch: context.gitBranch,
    version: context.version,
    ...(mode?.recorded !== undefined && { recordedMode: mode.recorded }),
  };
}
