import { isUtf8 } from 'node:buffer';
import type { GapKind, ReportGap } from '../gap.ts';
import { abridge } from './abridge.ts';
import { openSource } from './byte-source.ts';
import { isInert } from './inert.ts';
import { decode } from './line-bytes.ts';
import { eachElement, holdsArray } from './read-elements.ts';
import { eachLine, type Line } from './read-lines.ts';
import { objectIn, type PlacedLine, type RawRecord, rereadLine } from './reread-line.ts';
import { saveRecords } from './save-records.ts';
import type { TranscriptFile } from './transcript-file.ts';

export interface RecordVisitor {
  record(record: RawRecord, place: PlacedLine): void;
  readonly gap: ReportGap;
}

/** From this length on it is cheaper to cut long strings before parsing. */
const longLineBytes = 4096;

/** More than a first look needs of any string. */
const longestString = 2_200;

/**
 * Visits the records of a transcript in the order of the file, with strings cut to a bound. Records that can hold
 * neither a call, nor a result, nor a prompt, nor a mode are passed over, but for the last one, whose time ends the
 * session. What cannot be read is a gap, never an exception.
 */
export function readRecords(file: TranscriptFile, visitor: RecordVisitor): void {
  const source = openSource(file.path);
  let passedOver: PlacedLine | undefined;
  const gap = (kind: GapKind, { number }: Line, reason: string): void =>
    visitor.gap({ kind, reason, evidence: { path: file.reference, line: number } });
  const visit = (line: Line): void => {
    const place = { line: line.number, offset: line.offset, length: line.end - line.start };
    passedOver = isInert(line) ? place : undefined;
    if (passedOver) return;
    const whole = wholeRecord(line);
    if (whole) visitor.record(whole, place);
    else for (const record of savedRecords(line, gap)) visitor.record(record, place);
  };
  // What the agent writes itself is lines; only captures may be one array.
  if (file.kind === 'capture' && holdsArray(source)) eachElement(source, visit);
  else eachLine(source, visit);
  if (passedOver) for (const record of rereadLine(source, passedOver)) visitor.record(record, passedOver);
  const failure = source.failure();
  source.close();
  if (failure !== undefined)
    visitor.gap({ kind: 'unreadable', reason: failure, evidence: { path: file.reference } });
}

/** What nearly every line is; nothing is wrong with it. */
function wholeRecord(line: Line): RawRecord | undefined {
  if (line.cut) return undefined;
  if (line.end - line.start >= longLineBytes) {
    const short = abridge(line, longestString);
    return short === undefined ? undefined : objectIn(short);
  }
  const text = decode(line.window, line.start, line.end);
  return text.includes('\ufffd') ? undefined : objectIn(text);
}

function savedRecords(
  line: Line,
  gap: (kind: GapKind, line: Line, reason: string) => void,
): readonly RawRecord[] {
  if (line.cut) {
    gap('truncated', line, 'is longer than this program reads; what it holds is not known');
    return [];
  }
  const text = decode(line.window, line.start, line.end);
  if (!isUtf8(line.window.subarray(line.start, line.end)))
    gap('malformed', line, 'has bytes that are not UTF-8');
  const record = objectIn(text);
  if (record) return [record];
  if (text.trim() === '') return [];
  const { records, reason } = saveRecords(text);
  if (line.unterminated && records.length === 0)
    gap('truncated', line, 'the file ends in the middle of a record');
  else gap(line.unterminated ? 'truncated' : 'malformed', line, reason);
  return records;
}
