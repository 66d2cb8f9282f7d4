import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Orphan } from '../digest/group-digest.ts';
import type { ScanKey } from '../scanner/line-scanner.ts';
import type { Reading } from '../sources/source.ts';
import { sourceOf } from '../sources/sources.ts';
import type { TranscriptFile } from '../transcript-file.ts';

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
  key: ScanKey,
): OrphanedResult[] {
  const reading = { key, reportGap: () => undefined };
  return orphans.slice(0, resultsAtMost).flatMap((orphan) => {
    const file = files[orphan.file];
    return file ? resultsAt(file, orphan, reading) : [];
  });
}

function resultsAt(file: TranscriptFile, orphan: Orphan, reading: Reading): OrphanedResult[] {
  const reader = sourceOf(file.agent).open(file, reading);
  const { contents, evidence } = reader.results(orphan);
  reader.close();
  return contents.map(({ callId, sessionId = file.sessionId, result }) => ({
    toolCallId: callId,
    sessionId,
    ...(Number.isFinite(orphan.at) && { at: new Date(orphan.at).toISOString() }),
    text: result.text,
    evidence,
  }));
}
