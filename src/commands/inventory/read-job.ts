import type { ToolCall } from '../../events/tool-call.ts';
import { flag } from '../../events/transcript/group-digest.ts';
import type { ReadPlan } from '../../events/transcript/read-plan.ts';
import { type ReadLine, toolCallOf } from '../../events/transcript/tool-call-of.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import { type ByteSource, openSource } from '../../evidence/transcripts/byte-source.ts';
import { type PlacedLine, rereadRecords } from '../../evidence/transcripts/read-records.ts';
import type { TranscriptFile } from '../../evidence/transcripts/transcript-file.ts';
import type { Reply } from './worker-pool.ts';

/** The calls of one session, to be read again. */
export interface ReadJob {
  readonly kind: 'read';
  readonly plan: ReadPlan;
  /** By the index that the plan uses. */
  readonly files: ReadonlyMap<number, TranscriptFile>;
  /** Results and prompts cost as much as all the rest. */
  readonly withResults: boolean;
}

export interface ReadReply {
  readonly calls: readonly ToolCall[];
  /** Places that no longer hold what they held. */
  readonly lost: readonly EvidenceReference[];
}

const batchLength = 250;

/** Reads the calls of a plan in its order. */
export function* readCalls(job: ReadJob): Generator<Reply<ReadReply>> {
  const reader = createLineReader(job.files);
  try {
    for (let from = 0; from < job.plan.calls.count; from += batchLength) {
      yield { value: readBatch(job, reader, from), transfer: [] };
    }
  } finally {
    reader.close();
  }
}

function readBatch({ plan, withResults }: ReadJob, reader: LineReader, from: number): ReadReply {
  const calls: ToolCall[] = [];
  const lost: EvidenceReference[] = [];
  const { count, column } = plan.calls;
  for (let row = from; row < Math.min(from + batchLength, count); row += 1) {
    const place = {
      line: column.line[row] ?? 0,
      offset: column.offset[row] ?? 0,
      length: column.length[row] ?? 0,
    };
    const line = reader.read(column.file[row] ?? 0, place);
    const call =
      line && toolCallOf(plan, row, { call: line, ...(withResults && context(plan, row, reader)) });
    if (call) calls.push(call);
    else lost.push({ path: reader.reference(column.file[row] ?? 0), line: place.line });
  }
  return { calls, lost };
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
  close(): void;
}

/** Keeps the files of a session open, and the last line read of each. */
function createLineReader(files: ReadonlyMap<number, TranscriptFile>): LineReader {
  const sources = new Map<number, ByteSource>();
  const last = new Map<number, { readonly offset: number; readonly line: ReadLine }>();

  function sourceOf(file: number, path: string): ByteSource {
    const source = sources.get(file) ?? openSource(path);
    sources.set(file, source);
    return source;
  }

  return {
    read(file, place) {
      const before = last.get(file);
      if (before?.offset === place.offset) return before.line;
      const transcript = files.get(file);
      if (!transcript) return undefined;
      const { path, reference, sessionId } = transcript;
      const line = {
        records: rereadRecords(sourceOf(file, path), place),
        evidence: { path: reference, line: place.line },
        sessionId,
      };
      last.set(file, { offset: place.offset, line });
      return line;
    },
    reference: (file) => files.get(file)?.reference ?? '',
    close() {
      for (const source of sources.values()) source.close();
    },
  };
}
