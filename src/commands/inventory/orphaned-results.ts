import type { Orphan } from '../../events/transcript/group-digest.ts';
import { objectOf } from '../../events/transcript/json-object.ts';
import { contentText, messagesOf, toolResultsOf } from '../../events/transcript/message.ts';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import { openSource } from '../../evidence/transcripts/byte-source.ts';
import { rereadLine } from '../../evidence/transcripts/reread-line.ts';
import type { TranscriptFile } from '../../evidence/transcripts/transcript-file.ts';

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
const longestText = 32_000;

/** Reads them again where the digest of their files says that they stand. */
export function readOrphanedResults(
  orphans: readonly Orphan[],
  files: readonly TranscriptFile[],
): OrphanedResult[] {
  return orphans.slice(0, resultsAtMost).flatMap((orphan) => {
    const file = files[orphan.file];
    return file ? resultsAt(file, orphan) : [];
  });
}

function resultsAt({ path, reference, sessionId }: TranscriptFile, orphan: Orphan): OrphanedResult[] {
  const source = openSource(path);
  const records = rereadLine(source, orphan);
  source.close();
  return records.flatMap((record) =>
    messagesOf(record).flatMap(({ body, holder }) =>
      toolResultsOf(body).map(({ id, content }) => ({
        toolCallId: id,
        sessionId: text(objectOf(holder)?.['sessionId']) ?? sessionId ?? 'unknown',
        ...(Number.isFinite(orphan.at) && { at: new Date(orphan.at).toISOString() }),
        text: contentText(content).slice(0, longestText),
        evidence: { path: reference, line: orphan.line },
      })),
    ),
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
