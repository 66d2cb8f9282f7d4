import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { ForeignRecord } from '../../evidence/foreign-logs/foreign-record.ts';
import type { ForeignEvent } from './foreign-event.ts';
import type { LogReader, Reading } from './log-reader.ts';
import { logReaders } from './readers/index.ts';

/** How the records of one file were understood. */
export interface RecordCounts {
  /** Records, or lines of them, that a reader knows; what they tell of may be something else. */
  readonly known: number;
  readonly events: number;
  /** Objects that no reader knows. */
  readonly unknownObjects: number;
  /** Lines that are in no form that is known. */
  readonly unknownLines: number;
  /** The first of those lines. */
  readonly firstUnknownLines: readonly EvidenceReference[];
}

const mostTold = 5;
/** A log has its times in one form. */
const mostLooked = 1000;

/** Turns the records of one file into events, whichever programs wrote them. */
export class LogReading {
  readonly #open = new Map<LogReader, Reading>();
  readonly #selective = new Set<boolean>();
  #last: LogReader | undefined;
  #isLocalTime = false;
  #counts = { known: 0, events: 0, unknownObjects: 0, unknownLines: 0 };
  readonly #firstUnknownLines: EvidenceReference[] = [];

  take(record: ForeignRecord): readonly ForeignEvent[] {
    const reader = this.#readerOf(record);
    if (!reader) {
      this.#unknown(record);
      return [];
    }
    this.#counts.known += 1;
    if (this.#counts.known < mostLooked && reader.isLocalTime?.(record.value) === true)
      this.#isLocalTime = true;
    return this.#counted(this.#readingOf(reader).take(record));
  }

  end(): readonly ForeignEvent[] {
    return this.#counted([...this.#open.values()].flatMap((reading) => reading.end()));
  }

  get counts(): RecordCounts {
    return { ...this.#counts, firstUnknownLines: this.#firstUnknownLines };
  }

  /** Names of the readers that knew records. */
  get sources(): readonly string[] {
    return [...this.#open.keys()].map(({ name }) => name);
  }

  /** What is not in it says nothing. */
  get isSelective(): boolean {
    return this.#selective.has(true) && !this.#selective.has(false);
  }

  /** Its times are those of a zone that it does not name. */
  get isLocalTime(): boolean {
    return this.#isLocalTime;
  }

  #counted(events: readonly ForeignEvent[]): readonly ForeignEvent[] {
    this.#counts.events += events.length;
    return events;
  }

  /** Most records of a file are of one form: the reader of the one before is asked first. */
  #readerOf({ value }: ForeignRecord): LogReader | undefined {
    if (this.#last?.claims(value) === true && this.#last !== logReaders.at(-1)) return this.#last;
    const reader = logReaders.find(({ claims }) => claims(value));
    if (reader) this.#last = reader;
    return reader;
  }

  #readingOf(reader: LogReader): Reading {
    const known = this.#open.get(reader);
    if (known) return known;
    const opened = reader.open();
    this.#open.set(reader, opened);
    this.#selective.add(reader.isSelective === true);
    return opened;
  }

  #unknown({ value, evidence }: ForeignRecord): void {
    if (typeof value !== 'string') {
      this.#counts.unknownObjects += 1;
      return;
    }
    this.#counts.unknownLines += 1;
    if (this.#firstUnknownLines.length < mostTold) this.#firstUnknownLines.push(evidence);
  }
}
