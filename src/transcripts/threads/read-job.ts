import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Gap } from '../../evidence/gap.ts';
import { redactValue } from '../../secrets/redact-value.ts';
import { narrowed } from '../../secrets/wide-text.ts';
import { flag } from '../digest/group-digest.ts';
import { namesRemovals } from '../digest/removal-words.ts';
import { CallAnalyser } from '../effects/call-analyser.ts';
import { OpenCommands } from '../integrity/open-commands.ts';
import { tamperingOf } from '../integrity/tampering.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { toolCallOf } from '../plan/tool-call-of.ts';
import { rowOf } from '../row-of.ts';
import type { ScanKey } from '../scanner/line-scanner.ts';
import type { ContentReader, Reading } from '../sources/source.ts';
import { sourceOf } from '../sources/sources.ts';
import type { ToolCall } from '../tool-call.ts';
import type { TranscriptFile } from '../transcript-file.ts';
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
  const reading = { key: job.key, reportGap: () => undefined };
  const contents = new SessionContents(job.files, reading);
  const analyser = job.effectsIn === undefined ? undefined : new CallAnalyser(job.effectsIn);
  const open = new OpenCommands();
  try {
    for (let from = 0; from < job.plan.calls.count; from += batchLength) {
      yield {
        value: written(readBatch(job, { contents, analyser, open, from }), job.text, line),
        transfer: [],
      };
    }
    yield { value: { calls: [], text: '', gaps: open.gaps() }, transfer: [] };
  } finally {
    contents.close();
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
  readonly contents: SessionContents;
  readonly analyser: CallAnalyser | undefined;
  readonly open: OpenCommands;
  readonly from: number;
}

function readBatch(
  { plan, withResults, withInput }: ReadJob,
  { contents, analyser, open, from }: Batch,
): Batched {
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
    const line = contents.reader(file)?.calls(place);
    const agent = contents.file(file)?.agent ?? '';
    const around = withResults && context(plan, row, contents);
    const given = line && toolCallOf(plan, row, { agent, call: line, ...around });
    // Its effects stand in the result, whoever wants to see that.
    const needsResult = !withResults && analyser && given && namesRemovals(given);
    const whole = needsResult
      ? toolCallOf(plan, row, { agent, call: line, ...resultOf(plan, row, contents) })
      : given;
    const call = whole && completed(whole, contents.file(column.resultFile[row] ?? 0), gaps);
    if (!call) gaps.push(changedMeanwhile({ path: contents.file(file)?.reference ?? '', line: place.line }));
    const analysed = call && analyser?.analyse(call);
    if (analysed) gaps.push(...tamperingOf(analysed));
    const told = analysed?.call ?? call;
    if (!told || column.selected[row] !== 1) continue;
    if (analysed) open.take(analysed);
    calls.push(withInput ? told : { ...told, input: {} });
  }
  return { calls, gaps };
}

/** A live session may be rewritten while it is read. */
function changedMeanwhile(evidence: EvidenceReference): Gap {
  return { kind: 'unreadable', reason: 'changed while it was read', evidence };
}

/** Some sources keep a part of a call elsewhere; some programs print a file in UTF-16 as it is. */
function completed(call: ToolCall, file: TranscriptFile | undefined, gaps: Gap[]): ToolCall {
  const complete = file && sourceOf(file.agent).completed;
  const whole = file && complete ? complete(call, file, (gap) => gaps.push(gap)) : call;
  const { result } = whole;
  if (!result) return whole;
  const text = narrowed(result.text);
  return text === result.text ? whole : { ...whole, result: { ...result, text } };
}

function resultOf({ calls: { column } }: ReadPlan, row: number, contents: SessionContents) {
  const hasResult = ((column.flags[row] ?? 0) & flag.hasResult) !== 0;
  const result = hasResult
    ? contents.reader(column.resultFile[row] ?? 0)?.results({
        line: column.resultLine[row] ?? 0,
        offset: column.resultOffset[row] ?? 0,
        length: column.resultLength[row] ?? 0,
      })
    : undefined;
  return { ...(result && { result }) };
}

function context(plan: ReadPlan, row: number, contents: SessionContents) {
  const { column } = plan.calls;
  const length = column.promptLength[row] ?? 0;
  if (length === 0) return resultOf(plan, row, contents);
  const reader = contents.reader(column.promptFile[row] ?? 0);
  const place = { line: column.promptLine[row] ?? 0, offset: column.promptOffset[row] ?? 0, length };
  const prompt = reader?.prompts(place);
  const question = isAnswer(prompt?.contents[0]) ? reader?.question?.(place) : undefined;
  return {
    ...resultOf(plan, row, contents),
    ...(prompt && { prompt }),
    ...(question !== undefined && { question }),
  };
}

const longestAnswer = 60;

/** Few words may answer a question; longer ones speak for themselves. */
function isAnswer(prompt: string | undefined): boolean {
  return prompt !== undefined && prompt.trim().length <= longestAnswer;
}

/** The files of a session, each read again by its own source. */
class SessionContents {
  readonly #files: ReadonlyMap<number, TranscriptFile>;
  readonly #reading: Reading;
  readonly #open = new Map<number, ContentReader>();

  constructor(files: ReadonlyMap<number, TranscriptFile>, reading: Reading) {
    this.#files = files;
    this.#reading = reading;
  }

  file(index: number): TranscriptFile | undefined {
    return this.#files.get(index);
  }

  reader(index: number): ContentReader | undefined {
    const known = this.#open.get(index);
    if (known) return known;
    const file = this.#files.get(index);
    const reader = file && sourceOf(file.agent).open(file, this.#reading);
    if (reader) this.#open.set(index, reader);
    return reader;
  }

  close(): void {
    for (const reader of this.#open.values()) reader.close();
  }
}
