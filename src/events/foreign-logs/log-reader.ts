import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { ForeignRecord } from '../../evidence/foreign-logs/foreign-record.ts';
import type { JsonObject } from '../../json-object.ts';
import type { ForeignEvent } from './foreign-event.ts';

/** An event as a reader of one record gives it back. */
export type ReadEvent = Omit<ForeignEvent, 'source' | 'evidence'>;

/** Reads the records of one file; some belong together. */
export interface Reading {
  take(record: ForeignRecord): readonly ForeignEvent[];
  /** What was still open. */
  end(): readonly ForeignEvent[];
}

/** One form of log: a file of `readers/`. */
export interface LogReader {
  /** Names it in findings: `auditd`. */
  readonly name: string;
  /** Where the form is documented. */
  readonly source: string;
  /** It logs what rules let through, so that what is not in it says nothing. */
  readonly isSelective?: true;
  /** Its times are those of the machine's own zone, which it does not name. */
  readonly isLocalTime?: (value: JsonObject | string) => boolean;
  /** By what stands in the record alone. */
  readonly claims: (value: JsonObject | string) => boolean;
  readonly open: () => Reading;
}

/** A reader of objects of which each stands for itself. */
export function objectReader({
  name,
  claims,
  read,
  ...reader
}: Pick<LogReader, 'name' | 'source' | 'isSelective'> & {
  readonly claims: (value: JsonObject) => boolean;
  /** Nothing for a record that tells of something else. */
  readonly read: (value: JsonObject) => readonly ReadEvent[];
}): LogReader {
  const take = ({ value, evidence }: ForeignRecord) =>
    typeof value === 'string' ? [] : read(value).map((event) => named(event, name, evidence));
  return {
    name,
    ...reader,
    claims: (value) => typeof value !== 'string' && claims(value),
    open: () => ({ take, end: () => [] }),
  };
}

function named(event: ReadEvent, source: string, evidence: EvidenceReference): ForeignEvent {
  return { ...event, source, evidence };
}
