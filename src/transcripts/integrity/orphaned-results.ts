import type { EvidenceReference } from '../../evidence/artifact.ts';
import { openSource } from '../../evidence/lines/byte-source.ts';
import { LineRereader } from '../../evidence/lines/line-rereader.ts';
import type { Orphan } from '../digest/group-digest.ts';
import { resultsIn } from '../sources/claude-code/call-content.ts';
import type { RecordReader } from '../sources/claude-code/record-reader.ts';
import type { TranscriptFile } from '../sources/claude-code/transcript-file.ts';

/** A result whose call stands in no readable line: the line is torn, or was taken away. */
export interface OrphanedResult {
  readonly toolCallId: string;
  readonly sessionId: string;
  /** ISO 8601 UTC; absent where the record carries no time. */
  readonly at?: string;
  /** Cut to a bound. */
  readonly text: string;
  readonly evidence: EvidenceReference;
}

const resultsAtMost = 2_000;

/** Reads them again where the digest of their files says that they stand. */
export function readOrphanedResults(
  orphans: readonly Orphan[],
  files: readonly TranscriptFile[],
  reader: RecordReader,
): OrphanedResult[] {
  return orphans.slice(0, resultsAtMost).flatMap((orphan) => {
    const file = files[orphan.file];
    return file ? resultsAt(file, orphan, reader) : [];
  });
}

function resultsAt(
  { path, reference, sessionId }: TranscriptFile,
  orphan: Orphan,
  reader: RecordReader,
): OrphanedResult[] {
  const found: OrphanedResult[] = [];
  const source = openSource(path);
  reader.readLine(new LineRereader(source).read(orphan), orphan, {
    record(record) {
      for (const { callId, result } of resultsIn(record)) {
        found.push({
          toolCallId: callId,
          sessionId: record.sessionId ?? sessionId,
          ...(Number.isFinite(orphan.at) && { at: new Date(orphan.at).toISOString() }),
          text: result.text,
          evidence: { path: reference, line: orphan.line },
        });
      }
    },
    nested: (record) => record,
  });
  source.close();
  return found;
}
