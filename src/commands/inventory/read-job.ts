import { CallAnalyser } from '../../events/effects/call-analyser.ts';
import type { ToolCall } from '../../events/tool-call.ts';
import { flag } from '../../events/transcript/group-digest.ts';
import type { ReadPlan } from '../../events/transcript/read-plan.ts';
import { tamperingOf } from '../../events/transcript/tampering.ts';
import { longestResultText, type ReadLine, toolCallOf } from '../../events/transcript/tool-call-of.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Gap } from '../../evidence/gap.ts';
import { type ByteSource, openSource } from '../../evidence/transcripts/byte-source.ts';
import {
  createRereader,
  type LineRereader,
  type PlacedLine,
} from '../../evidence/transcripts/reread-line.ts';
import { readSpilledResult, spilledResultFile } from '../../evidence/transcripts/spilled-result.ts';
import type { TranscriptFile } from '../../evidence/transcripts/transcript-file.ts';
import type { Reply } from './worker-pool.ts';

/** The calls of one session, to be read again. */
export interface ReadJob {
  readonly kind: 'read';
  readonly plan: ReadPlan;
  /** By the index that the plan uses. */
  readonly files: ReadonlyMap<number, TranscriptFile>;
  /** With result and prompt, which cost as much as all the rest. */
  readonly withResults: boolean;
  readonly withInput: boolean;
  /** The home as the evidence writes it; present where the effects of the calls are wanted. */
  readonly effectsIn?: string;
}

export interface ReadReply {
  readonly calls: readonly ToolCall[];
  readonly gaps: readonly Gap[];
}

const batchLength = 100;

/** Reads the calls of a plan in its order. */
export function* readCalls(job: ReadJob): Generator<Reply<ReadReply>> {
  const reader = createLineReader(job.files);
  const analyser = job.effectsIn === undefined ? undefined : new CallAnalyser(job.effectsIn);
  try {
    for (let from = 0; from < job.plan.calls.count; from += batchLength) {
      yield { value: readBatch(job, { reader, analyser, from }), transfer: [] };
    }
  } finally {
    reader.close();
  }
}

interface Batch {
  readonly reader: LineReader;
  readonly analyser: CallAnalyser | undefined;
  readonly from: number;
}

function readBatch({ plan, withResults, withInput }: ReadJob, { reader, analyser, from }: Batch): ReadReply {
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
    const line = reader.read(file, place);
    const given =
      line && toolCallOf(plan, row, { call: line, ...(withResults && context(plan, row, reader)) });
    const call = given && unspilled(given, reader.path(column.resultFile[row] ?? 0), gaps);
    const analysed = call && analyser ? analyser.analyse(call).call : call;
    if (!analysed) gaps.push(changedMeanwhile({ path: reader.reference(file), line: place.line }));
    else if (analyser) gaps.push(...tamperingOf(analysed));
    if (analysed && column.selected[row] === 1) calls.push(withInput ? analysed : { ...analysed, input: {} });
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

function context({ calls: { column } }: ReadPlan, row: number, reader: LineReader) {
  const hasResult = ((column.flags[row] ?? 0) & flag.hasResult) !== 0;
  const result = hasResult
    ? reader.read(column.resultFile[row] ?? 0, {
        line: column.resultLine[row] ?? 0,
        offset: column.resultOffset[row] ?? 0,
        length: column.resultLength[row] ?? 0,
      })
    : undefined;
  const prompt =
    (column.promptLength[row] ?? 0) > 0
      ? reader.read(column.promptFile[row] ?? 0, {
          line: column.promptLine[row] ?? 0,
          offset: column.promptOffset[row] ?? 0,
          length: column.promptLength[row] ?? 0,
        })
      : undefined;
  return { ...(result && { result }), ...(prompt && { prompt }) };
}

interface LineReader {
  read(file: number, place: PlacedLine): ReadLine | undefined;
  reference(file: number): string;
  path(file: number): string;
  close(): void;
}

/** Keeps the files of a session open, and the last line read of each. */
function createLineReader(files: ReadonlyMap<number, TranscriptFile>): LineReader {
  const sources = new Map<number, ByteSource>();
  const rereaders = new Map<number, LineRereader>();
  const last = new Map<number, { readonly offset: number; readonly line: ReadLine }>();

  function rereaderOf(file: number, path: string): LineRereader {
    const known = rereaders.get(file);
    if (known) return known;
    const source = openSource(path);
    const made = createRereader(source);
    sources.set(file, source);
    rereaders.set(file, made);
    return made;
  }

  return {
    read(file, place) {
      const before = last.get(file);
      if (before?.offset === place.offset) return before.line;
      const transcript = files.get(file);
      if (!transcript) return undefined;
      const { path, reference, sessionId } = transcript;
      const line = {
        records: rereaderOf(file, path).read(place),
        evidence: { path: reference, line: place.line },
        sessionId,
      };
      last.set(file, { offset: place.offset, line });
      return line;
    },
    reference: (file) => files.get(file)?.reference ?? '',
    path: (file) => files.get(file)?.path ?? '',
    close() {
      for (const source of sources.values()) source.close();
    },
  };
}
