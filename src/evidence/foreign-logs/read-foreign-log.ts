import { TriageError } from '../../errors.ts';
import type { ReportGap } from '../gap.ts';
import type { ForeignRecord } from './foreign-record.ts';
import type { Framer, Framing, RecordSink } from './framing.ts';
import { csv } from './framings/csv.ts';
import { jsonDocument } from './framings/document.ts';
import { lines } from './framings/lines.ts';
import { xmlEvents } from './framings/xml.ts';
import { textChunks } from './text-chunks.ts';

/** The first that claims a file has it; the last takes what is left. */
const framings: readonly Framing[] = [xmlEvents, jsonDocument, csv, lines];

const headChars = 64 * 1024;

/**
 * The records of a log in its own order, batch by batch; memory is bounded by the longest record. How records stand in
 * the file is told by its content, never by its name. What is cut or broken is a gap.
 * @throws {TriageError} where the file cannot be opened
 */
export async function* readForeignLog(
  path: string,
  reportGap: ReportGap,
): AsyncGenerator<readonly ForeignRecord[]> {
  let batch: ForeignRecord[] = [];
  const sink: RecordSink = {
    path,
    record: (record) => batch.push(record),
    gap: ({ line, ...gap }) => reportGap({ ...gap, evidence: { path, ...(line !== undefined && { line }) } }),
  };
  let framer: Framer | undefined;
  let held = '';
  try {
    for await (const text of textChunks(path)) {
      held += text;
      if (framer === undefined && held.length < headChars) continue;
      framer ??= framerOf(held, sink);
      framer.push(held);
      held = '';
      if (batch.length > 0) yield batch;
      batch = [];
    }
  } catch (error) {
    if (isMissing(error)) throw new TriageError(`cannot read ${path}: ${messageOf(error)}`);
    sink.gap({ kind: 'unreadable', reason: messageOf(error) });
  }
  framer ??= framerOf(held, sink);
  framer.push(held);
  framer.end();
  if (batch.length > 0) yield batch;
}

function framerOf(head: string, sink: RecordSink): Framer {
  return (framings.find(({ claims }) => claims(head)) ?? lines).open(sink);
}

/** Of the file itself; what cannot be unpacked has another code. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
