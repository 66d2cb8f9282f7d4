import { isUtf8 } from 'node:buffer';
import type { ReportGap } from '../gap.ts';
import { type Line, readLines } from './read-lines.ts';
import { saveRecords } from './save-records.ts';
import type { TranscriptFile } from './transcript-file.ts';

/** One parsed JSONL line. */
export interface PlacedRecord {
  readonly record: Readonly<Record<string, unknown>>;
  /** Counted from 1. */
  readonly line: number;
  /** Of the line's first byte. */
  readonly offset: number;
  /** Of the line in bytes, without its line feed. */
  readonly length: number;
}

/** Every record of a transcript in the order of the file. What cannot be read is a gap, never an exception. */
export function* readRecords(file: TranscriptFile, reportGap: ReportGap): Generator<PlacedRecord> {
  const lines = readLines(file.path);
  for (;;) {
    let next: IteratorResult<Line>;
    try {
      next = lines.next();
    } catch (error) {
      reportGap({ kind: 'unreadable', reason: messageOf(error), evidence: { path: file.reference } });
      return;
    }
    if (next.done) return;
    yield* recordsOf(next.value, (kind, reason) =>
      reportGap({ kind, reason, evidence: { path: file.reference, line: next.value.number } }),
    );
  }
}

type LineGap = (kind: 'malformed' | 'truncated', reason: string) => void;

/** The records of one line, nearly always one. */
export function* recordsOf(line: Line, gap: LineGap): Generator<PlacedRecord> {
  if (line.cut) return gap('truncated', 'is longer than this program reads; what it holds is not known');
  const text = line.bytes.toString('utf8');
  if (text.includes('\ufffd') && !isUtf8(line.bytes)) gap('malformed', 'has bytes that are not UTF-8');
  const place = { line: line.number, offset: line.offset, length: line.bytes.length };
  const value = parse(text);
  if (isObject(value)) {
    yield { record: value, ...place };
  } else if (text.trim() !== '') {
    const { records, reason } = saveRecords(text);
    gap(line.unterminated ? 'truncated' : 'malformed', reason);
    for (const record of records) yield { record, ...place };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
