import { acquire } from '../../evidence/acquire.ts';
import type { Artifact } from '../../evidence/artifact.ts';
import { managedFolders } from '../../evidence/configuration/claude-clients.ts';
import type { Gap } from '../../evidence/gap.ts';
import { type Home, hostPath } from '../../evidence/home.ts';
import { configurationFolders } from '../../evidence/transcripts/configuration-folders.ts';
import { givenTranscript, locateTranscripts } from '../../evidence/transcripts/locate-transcripts.ts';
import { retentionDays } from '../../evidence/transcripts/retention.ts';
import { type SessionTraces, sessionTraces } from '../../evidence/transcripts/session-traces.ts';
import type { TranscriptFile } from '../../evidence/transcripts/transcript-file.ts';
import type { Selection } from './selection.ts';

/** Which transcripts there are, and what else tells of sessions. */
export interface Transcripts {
  readonly home: Home;
  /** The group digests name files by their index in this list. */
  readonly files: readonly TranscriptFile[];
  readonly artifacts: readonly Artifact[];
  /** Empty where the user named the files. */
  readonly traces: readonly SessionTraces[];
  readonly retentionDays: number;
  readonly gaps: readonly Gap[];
}

/** Sessions can be kept elsewhere, deleted after the retention period, or never have been. */
const noTranscripts: Gap = {
  kind: 'missing',
  reason: 'there is no transcript, which proves nothing: transcripts are deleted after 30 days by default',
  evidence: { path: '.claude/projects' },
};

export function locate(home: Home, { files: given, configurationFolder }: Selection): Transcripts {
  const gaps: Gap[] = [];
  const reportGap = (gap: Gap): number => gaps.push(gap);
  const folders =
    given === undefined
      ? configurationFolders(home, {
          reportGap,
          ...(configurationFolder !== undefined && { named: configurationFolder }),
        })
      : [];
  const files =
    given?.map((path) => givenTranscript(home, path)) ??
    folders.flatMap((folder) => locateTranscripts(home, folder, reportGap));
  if (files.length === 0) gaps.push(noTranscripts);
  const managed = managedFolders.map((folder) => hostPath(home, `${folder}/managed-settings.json`));
  return {
    home,
    files,
    artifacts: files.flatMap((file) => acquire(file.path, file.reference) ?? []),
    traces: folders.flatMap((folder) => sessionTraces(home, folder)),
    retentionDays: Math.min(...[...folders, ''].map((folder) => retentionDays(folder, managed))),
    gaps,
  };
}
