import { isUtf8 } from 'node:buffer';
import type { GapKind, ReportGap } from '../../../evidence/gap.ts';
import { openSource } from '../../../evidence/lines/byte-source.ts';
import { decode, type LineBytes } from '../../../evidence/lines/line-bytes.ts';
import type { PlacedLine } from '../../../evidence/lines/placed-line.ts';
import { eachBlock, type Line, type LineBlock, type LineWindow } from '../../../evidence/lines/read-lines.ts';
import { objectIn } from '../../../evidence/lines/whole-objects.ts';
import { LineScanner, type ScanKey } from '../../scanner/line-scanner.ts';
import { layout } from '../../scanner/memory-layout.ts';
import type { IdHash } from '../../scanner/scanned-value.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { isHidden } from './known-names.ts';
import { pieces, type RawRecord } from './raw-record.ts';
import { eachElement, holdsDocument } from './read-elements.ts';
import { type Field, fields, names, recordShape } from './record-shape.ts';
import { RecordView } from './record-view.ts';
import { repeatedNames, saysTwoThings } from './repeated-names.ts';
import { saveRecords } from './save-records.ts';

export interface RecordVisitor {
  /** The view is valid until the visitor returns. */
  record(record: RecordView, place: PlacedLine): void;
  /** Gives a record of another form the nested one, and others back as they are. */
  nested(record: RawRecord, line: number): RawRecord;
  readonly gap: ReportGap;
}

const firstWindowBytes = 1024 * 1024;
const mostKeptBytes = 8 * 1024 * 1024;

/**
 * Reads transcripts through the scanner, which finds in a line what is wanted of it without parsing it. A line that
 * the scanner does not take as it is (broken, with names that are escaped or repeated, in the flat form) is parsed,
 * repaired, written anew in the plainest form and scanned again, so that there is one way to read a record.
 */
export class RecordReader {
  readonly #scanner: LineScanner<Field>;
  readonly #view: RecordView;
  #windowEnd = layout.lines + firstWindowBytes;

  constructor(key: ScanKey) {
    this.#scanner = new LineScanner({ shape: recordShape, fields, names }, key);
    this.#view = new RecordView(this.#scanner);
  }

  /** A very long line made its memory grow, which cannot shrink. */
  get isLarge(): boolean {
    return this.#scanner.bytes.length > mostKeptBytes;
  }

  /** Stands for a text as {@link RecordView.id} stands for one in a record. */
  hash(text: string): IdHash {
    const start = this.#put(Buffer.from(text));
    const hash = this.#scanner.hash(start, start + Buffer.byteLength(text));
    return { low: Number(hash & 0xffff_ffffn), high: Number(hash >> 32n) };
  }

  /** Visits the records of a transcript in the order of the file. What cannot be read is a gap, never an exception. */
  readFile(file: TranscriptFile, visitor: RecordVisitor): void {
    const source = openSource(file.path);
    const hidden: Line[] = [];
    const twice: Line[] = [];
    const alike: Line[] = [];
    const reading: Reading = {
      visitor,
      hide: (line) => hidden.push(line),
      repeat: (line, saysTwo) => (saysTwo ? twice : alike).push(line),
      gap: (kind, { number }, reason) =>
        visitor.gap({ kind, reason, evidence: { path: file.reference, line: number } }),
    };
    // What the agent writes itself is lines; only captures may be one document.
    if (file.kind === 'capture' && holdsDocument(source))
      eachElement(source, (line) => this.#copied(line, reading));
    else eachBlock(source, this.#window(), (block) => this.#block(block, reading));
    const [[first], [repeated], [same]] = [hidden, twice, alike];
    if (first) reading.gap('tampering', first, hiddenNames(hidden.length));
    if (repeated) reading.gap('tampering', repeated, repeatedNames(twice.length, true));
    if (same) reading.gap('malformed', same, repeatedNames(alike.length, false));
    const failure = source.failure();
    source.close();
    if (failure !== undefined)
      visitor.gap({ kind: 'unreadable', reason: failure, evidence: { path: file.reference } });
  }

  /** Visits the records of one line that was read before: what is wrong with it has been reported. */
  readLine(line: LineBytes, place: PlacedLine, visitor: Pick<RecordVisitor, 'record' | 'nested'>): void {
    const whole = { ...line, number: place.line, offset: place.offset, unterminated: false, cut: false };
    const quiet = {
      visitor: { ...visitor, gap: () => undefined },
      hide: () => undefined,
      repeat: () => undefined,
      gap: () => undefined,
    };
    this.#copied(whole, quiet, place);
  }

  /** A line that lies elsewhere. */
  #copied(line: Line, reading: Reading, place = placeOf(line)): void {
    const { window, start, end } = line;
    const bytes = window.subarray(start, end);
    const at = this.#put(bytes);
    const copy = { ...line, window: this.#scanner.bytes, start: at, end: at + bytes.length };
    this.#line(copy, reading, { isText: isUtf8(bytes), place });
  }

  /** @returns how many line feeds it has */
  #block(block: LineBlock, reading: Reading): number {
    const scanner = this.#scanner;
    if (block.cut) {
      reading.gap('truncated', block, 'is longer than this program reads; what it holds is not known');
      return 0;
    }
    const isText = isUtf8(block.window.subarray(block.start, block.end));
    let [start, number] = [block.start, block.number];
    for (;;) {
      if (isText && scanner.scan(start, block.end) === 'accepted' && !this.#isFlat()) {
        const offset = block.offset + start - block.start;
        reading.visitor.record(this.#view, { line: number, offset, length: scanner.stoppedAt - start });
        start = scanner.stoppedAt;
      } else {
        const feed = scanner.bytes.indexOf(lineFeed, start);
        const end = feed === -1 || feed > block.end ? block.end : feed;
        // The memory may have grown since the block was read.
        const place = { window: scanner.bytes, start, end, number };
        const line = { ...block, ...place, offset: block.offset + start - block.start };
        this.#line(line, reading, { isText: isText || isUtf8(scanner.bytes.subarray(start, end)) });
        start = end;
      }
      if (start >= block.end) return number - block.number;
      start += 1;
      number += 1;
    }
  }

  /** One line in the scanner's memory, of which nothing is known. */
  #line(line: Line, reading: Reading, { isText, place = placeOf(line) }: KnownLine): void {
    const verdict = isText && !line.cut ? this.#scanner.scan(line.start, line.end) : 'refused';
    if (verdict === 'accepted' && !this.#isFlat()) {
      reading.visitor.record(this.#view, place);
      return;
    }
    if (verdict === 'escaped-name' && this.#hidesNames(line)) reading.hide(line);
    if (verdict === 'repeated-name')
      reading.repeat(line, saysTwoThings(decode(line.window, line.start, line.end)));
    for (const record of savedRecords(line, isText, reading)) {
      for (const piece of pieces(reading.visitor.nested(record, line.number))) {
        if (this.#scanWritten(piece)) reading.visitor.record(this.#view, place);
        else reading.gap('truncated', line, 'holds more than this program reads of a line');
      }
    }
  }

  /** Also takes an accepted record over into the view. */
  #isFlat(): boolean {
    this.#view.take();
    const { type } = this.#view;
    return (type === 'tool_use' || type === 'tool_result') && !this.#view.hasMessage;
  }

  #hidesNames({ window, start, end }: Line): boolean {
    return this.#scanner
      .escapedNames(start, end)
      .some((name) => isHidden(decode(window, name.start, name.end)));
  }

  #scanWritten(record: RawRecord): boolean {
    const written = writtenAnew(record);
    if (!written) return false;
    const start = this.#put(written);
    if (this.#scanner.scan(start, start + written.length, true) !== 'accepted') return false;
    this.#view.take();
    return true;
  }

  /** Copies bytes behind the window. @returns where they begin */
  #put(bytes: Uint8Array): number {
    const start = this.#windowEnd + layout.slackBytes;
    this.#scanner.reserve(start + bytes.length);
    this.#scanner.bytes.set(bytes, start);
    return start;
  }

  #window(): LineWindow {
    const reader = this;
    return {
      start: layout.lines,
      get bytes() {
        return reader.#scanner.bytes;
      },
      get end() {
        return reader.#windowEnd;
      },
      grow(sizeBytes) {
        reader.#windowEnd = layout.lines + sizeBytes;
        reader.#scanner.reserve(reader.#windowEnd);
      },
    };
  }
}

const lineFeed = 0x0a;

interface Reading {
  readonly visitor: RecordVisitor;
  gap(kind: GapKind, line: Line, reason: string): void;
  /** The line writes a name that is looked for with escapes. */
  hide(line: Line): void;
  /** The line writes such a name twice in one object, and may say two things that way. */
  repeat(line: Line, saysTwo: boolean): void;
}

interface KnownLine {
  /** It is UTF-8. */
  readonly isText: boolean;
  readonly place?: PlacedLine;
}

function placeOf({ number, offset, start, end }: Line): PlacedLine {
  return { line: number, offset, length: end - start };
}

function hiddenNames(lines: number): string {
  const which = lines === 1 ? 'the line writes' : `${lines} lines, of which this is the first, write`;
  return `${which} names with escapes that hide them from a search; they were read`;
}

function savedRecords(line: Line, isText: boolean, { gap }: Reading): readonly RawRecord[] {
  if (line.cut) {
    gap('truncated', line, 'is longer than this program reads; what it holds is not known');
    return [];
  }
  const decoded = decode(line.window, line.start, line.end);
  // Some editors mark a file as UTF-8 with it: nothing was lost.
  const text = line.offset === 0 ? decoded.replace(/^\ufeff/, '') : decoded;
  if (!isText) gap('malformed', line, 'has bytes that are not UTF-8');
  const record = objectIn(text);
  if (record) return [record];
  if (text.trim() === '') return [];
  const { records, reason } = saveRecords(text);
  if (line.unterminated && records.length === 0)
    gap('truncated', line, 'the file ends in the middle of a record');
  else gap(line.unterminated ? 'truncated' : 'malformed', line, reason);
  return records;
}

/** Absent where it nests too deep. */
function writtenAnew(record: RawRecord): Buffer | undefined {
  try {
    return Buffer.from(JSON.stringify(record));
  } catch {
    return undefined;
  }
}
