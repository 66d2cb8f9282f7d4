import { createHash } from 'node:crypto';
import { findSecrets } from '../../secrets/find-secrets.ts';
import type { EvidenceReference } from '../artifact.ts';
import type { ReportGap } from '../gap.ts';
import type { Home } from '../home.ts';
import { openSource } from '../transcripts/byte-source.ts';
import { configurationFolders } from '../transcripts/configuration-folders.ts';
import { decode } from '../transcripts/line-bytes.ts';
import { locateTranscripts } from '../transcripts/locate-transcripts.ts';
import { eachLine } from '../transcripts/read-lines.ts';

/** Secrets of one kind that now lie in transcripts. */
export interface TranscriptSecrets {
  readonly kind: string;
  /** Places, each counted. */
  readonly count: number;
  /** Different values. */
  readonly distinct: number;
  /** Transcripts that hold some. */
  readonly files: number;
  /** The first places. */
  readonly evidence: readonly EvidenceReference[];
}

const listed = 5;
/** Of fingerprints held in memory to tell values apart. */
const distinctAtMost = 100_000;

interface Tally {
  count: number;
  readonly values: Set<string>;
  readonly files: Set<string>;
  readonly evidence: EvidenceReference[];
}

/** Looks through every transcript of the home as it lies on disk, most frequent kind first. */
export function transcriptSecrets(home: Home, reportGap: ReportGap): readonly TranscriptSecrets[] {
  const tallies = new Map<string, Tally>();
  const transcripts = configurationFolders(home, { reportGap }).flatMap((folder) =>
    locateTranscripts(home, folder, reportGap),
  );
  for (const { path, reference } of transcripts) {
    const source = openSource(path);
    eachLine(source, ({ window, start, end, number }) => {
      tallyLine(tallies, decode(window, start, end), { path: reference, line: number });
    });
    const failure = source.failure();
    source.close();
    if (failure !== undefined) {
      reportGap({
        kind: 'unreadable',
        reason: `cannot be searched for secrets: ${failure}`,
        evidence: { path: reference },
      });
    }
  }
  return [...tallies]
    .map(([kind, { count, values, files, evidence }]) => ({
      kind,
      count,
      distinct: values.size,
      files: files.size,
      evidence,
    }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

function tallyLine(tallies: Map<string, Tally>, text: string, reference: EvidenceReference): void {
  for (const { kind, offset, length } of findSecrets(text)) {
    const tally = tallies.get(kind) ?? { count: 0, values: new Set(), files: new Set(), evidence: [] };
    tallies.set(kind, tally);
    tally.count += 1;
    tally.files.add(reference.path);
    if (tally.values.size < distinctAtMost)
      tally.values.add(fingerprint(text.slice(offset, offset + length)));
    const last = tally.evidence.at(-1);
    if (tally.evidence.length < listed && (last?.path !== reference.path || last.line !== reference.line)) {
      tally.evidence.push(reference);
    }
  }
}

function fingerprint(value: string): string {
  return createHash('sha256').update(value).digest('base64').slice(0, 16);
}
