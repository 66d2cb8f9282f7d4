import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Gap } from '../../evidence/gap.ts';
import { type ByteSource, openSource } from '../../evidence/lines/byte-source.ts';
import { LineRereader } from '../../evidence/lines/line-rereader.ts';
import { redactValue } from '../../secrets/redact-value.ts';
import { flag } from '../digest/group-digest.ts';
import { namesRemovals } from '../digest/removal-words.ts';
import { CallAnalyser } from '../effects/call-analyser.ts';
import { tamperingOf } from '../integrity/tampering.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { type ReadLine, toolCallOf } from '../plan/tool-call-of.ts';
import { rowOf } from '../row-of.ts';
import type { ScanKey } from '../scanner/line-scanner.ts';
import { callsIn, longestResultText, resultsIn } from '../sources/claude-code/call-content.ts';
import { createFlatReader } from '../sources/claude-code/flat.ts';
import { humanPromptOf } from '../sources/claude-code/human-prompt.ts';
import type { PlacedLine, RecordReader } from '../sources/claude-code/record-reader.ts';
import type { RecordView } from '../sources/claude-code/record-view.ts';
import { readSpilledResult, spilledResultFile } from '../sources/claude-code/spilled-result.ts';
import type { TranscriptFile } from '../sources/claude-code/transcript-file.ts';
import type { ToolCall } from '../tool-call.ts';
import { readerFor } from './reader-for.ts';
import type { Reply } from './worker-pool.ts';

/** The calls of one session, to be read again. */
export interface ReadJob {
  readonly kind: 'read';
  /** That of the pass before. */
  readonly key: ScanKey;
  readonly plan: ReadPlan;
  /** By the index that the plan uses. */
  readonly files: ReadonlyMap<number, TranscriptFile>;
  /** With result and prompt, which cost as much as all the rest. */
  readonly withResults: boolean;
  readonly withInput: boolean;
  /** Present where the calls are wanted as text: the salt of fingerprints, or none where nothing is redacted. */
  readonly text?: { readonly salt?: Uint8Array };
  /** The home as the evidence writes it; present where the effects of the calls are wanted. */
  readonly effectsIn?: string;
}

/** Writes one row. */
export type LineOf = (row: unknown) => string;

export interface ReadReply {
  /** Empty where text was wanted. */
  readonly calls: readonly ToolCall[];
  readonly text: string;
  readonly gaps: readonly Gap[];
}

const batchLength = 100;

/** Reads the calls of a plan in its order. */
export function* readCalls(job: ReadJob, line: LineOf): Generator<Reply<ReadReply>> {
  const lines = new SessionLines(job.files, readerFor(job.key));
  const analyser = job.effectsIn === undefined ? undefined : new CallAnalyser(job.effectsIn);
  try {
    for (let from = 0; from < job.plan.calls.count; from += batchLength) {
      yield { value: written(readBatch(job, { lines, analyser, from }), job.text, line), transfer: [] };
    }
  } finally {
    lines.close();
  }
}

/** Redacted here as all output is: the rows need not be copied from thread to thread. */
function written(batch: Batched, wanted: ReadJob['text'], line: LineOf): ReadReply {
  if (!wanted) return { ...batch, text: '' };
  const { salt } = wanted;
  const rows = batch.calls.map(rowOf);
  const text = rows.map((row) => line(salt ? redactValue(row, salt) : row)).join('');
  return { ...batch, calls: [], text };
}

type Batched = Omit<ReadReply, 'text'>;

interface Batch {
  readonly lines: SessionLines;
  readonly analyser: CallAnalyser | undefined;
  readonly from: number;
}

function readBatch({ plan, withResults, withInput }: ReadJob, { lines, analyser, from }: Batch): Batched {
  const calls: ToolCall[] = [];
  const gaps: Gap[] = [];
  const { count, column } = plan.calls;
  for (let row = from; row < Math.min(from + batchLength, count); row += 1) {
    const file = column.file[row] ?? 0;
    const place = {
      line: column.line[row] ?? 0,
      offset: column.offset[row] ?? 0,
      length: column.length[row] ?? 0,
    };
    const line = lines.calls(file, place);
    const given =
      line && toolCallOf(plan, row, { call: line, ...(withResults && context(plan, row, lines)) });
    // Its effects stand in the result, whoever wants to see that.
    const needsResult = !withResults && analyser && given && namesRemovals(given);
    const whole = needsResult ? toolCallOf(plan, row, { call: line, ...resultOf(plan, row, lines) }) : given;
    const call = whole && unspilled(whole, lines.path(column.resultFile[row] ?? 0), gaps);
    if (!call) gaps.push(changedMeanwhile({ path: lines.reference(file), line: place.line }));
    const analysed = call && analyser?.analyse(call);
    if (analysed) gaps.push(...tamperingOf(analysed));
    const told = analysed?.call ?? call;
    if (told && column.selected[row] === 1) calls.push(withInput ? told : { ...told, input: {} });
  }
  return { calls, gaps };
}

/** A live session may be rewritten while it is read. */
function changedMeanwhile(evidence: EvidenceReference): Gap {
  return { kind: 'unreadable', reason: 'changed while it was read', evidence };
}

/** A result too large for the transcript lies in a file of its own. */
function unspilled(call: ToolCall, transcript: string, gaps: Gap[]): ToolCall {
  const { result } = call;
  const file = result && spilledResultFile(transcript, result.text);
  if (!result || file === undefined) return call;
  const text = readSpilledResult(file, longestResultText);
  if (text !== undefined) return { ...call, result: { ...result, text } };
  gaps.push({
    kind: 'missing',
    reason: 'the file of a large result is not there',
    evidence: result.evidence,
  });
  return call;
}

function resultOf({ calls: { column } }: ReadPlan, row: number, lines: SessionLines) {
  const hasResult = ((column.flags[row] ?? 0) & flag.hasResult) !== 0;
  const result = hasResult
    ? lines.results(column.resultFile[row] ?? 0, {
        line: column.resultLine[row] ?? 0,
        offset: column.resultOffset[row] ?? 0,
        length: column.resultLength[row] ?? 0,
      })
    : undefined;
  return { ...(result && { result }) };
}

function context(plan: ReadPlan, row: number, lines: SessionLines) {
  const { column } = plan.calls;
  const prompt =
    (column.promptLength[row] ?? 0) > 0
      ? lines.prompts(column.promptFile[row] ?? 0, {
          line: column.promptLine[row] ?? 0,
          offset: column.promptOffset[row] ?? 0,
          length: column.promptLength[row] ?? 0,
        })
      : undefined;
  return { ...resultOf(plan, row, lines), ...(prompt && { prompt }) };
}

/** The lines of a session's files, read again; the last one of each use is kept, because several calls may share it. */
class SessionLines {
  readonly calls = this.#contentsBy(callsIn);
  readonly results = this.#contentsBy(resultsIn);
  readonly prompts = this.#contentsBy((record) => humanPromptOf(record) ?? []);
  readonly #files: ReadonlyMap<number, TranscriptFile>;
  readonly #reader: RecordReader;
  readonly #open = new Map<number, { readonly source: ByteSource; readonly lines: LineRereader }>();

  constructor(files: ReadonlyMap<number, TranscriptFile>, reader: RecordReader) {
    this.#files = files;
    this.#reader = reader;
  }

  reference(file: number): string {
    return this.#files.get(file)?.reference ?? '';
  }

  path(file: number): string {
    return this.#files.get(file)?.path ?? '';
  }

  close(): void {
    for (const { source } of this.#open.values()) source.close();
  }

  #contentsBy<Content>(extract: (record: RecordView) => Content | readonly Content[]) {
    const last = new Map<number, { readonly offset: number; readonly line: ReadLine<Content> }>();
    return (file: number, place: PlacedLine): ReadLine<Content> | undefined => {
      const before = last.get(file);
      if (before?.offset === place.offset) return before.line;
      const transcript = this.#files.get(file);
      if (!transcript) return undefined;
      const contents: Content[] = [];
      const flat = createFlatReader(transcript.sessionId);
      this.#reader.readLine(this.#rereader(file, transcript.path).read(place), place, {
        record: (record) => {
          contents.push(...([extract(record)].flat() as Content[]));
        },
        nested: (record, line) => flat.nested(record, line),
      });
      const line = { contents, evidence: { path: transcript.reference, line: place.line } };
      last.set(file, { offset: place.offset, line });
      return line;
    };
  }

  #rereader(file: number, path: string): LineRereader {
    const known = this.#open.get(file);
    if (known) return known.lines;
    const source = openSource(path);
    const lines = new LineRereader(source);
    this.#open.set(file, { source, lines });
    return lines;
  }
}
