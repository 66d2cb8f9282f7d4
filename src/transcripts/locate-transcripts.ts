import { join } from 'node:path';
import { acquire } from '../evidence/acquire.ts';
import type { Artifact } from '../evidence/artifact.ts';
import { collectionGaps } from '../evidence/bag-record.ts';
import { configurationFolders } from '../evidence/configuration/configuration-folders.ts';
import type { Gap } from '../evidence/gap.ts';
import { type Home, referencePath } from '../evidence/home.ts';
import { listFiles } from '../evidence/list-files.ts';
import type { Selection } from './plan/selection.ts';
import { findCaptures } from './sources/claude-code/find-captures.ts';
import { givenTranscript, locateTranscripts } from './sources/claude-code/locate-transcripts.ts';
import { type RunningSession, runningSessions } from './sources/claude-code/running-sessions.ts';
import { type SessionTraces, sessionTraces } from './sources/claude-code/session-traces.ts';
import type { TranscriptFile } from './sources/claude-code/transcript-file.ts';
import type { UnreadStore } from './unread-store.ts';

/** Which transcripts there are, and what else tells of sessions. */
export interface Transcripts {
  readonly home: Home;
  /** The group digests name files by their index in this list. */
  readonly files: readonly TranscriptFile[];
  readonly artifacts: readonly Artifact[];
  /** Empty where the user named the files. */
  readonly traces: readonly SessionTraces[];
  readonly running: readonly RunningSession[];
  /** The agent's folders, absolute on this machine. */
  readonly configurations: readonly string[];
  /** Stores of other agents, whose sessions were not read. */
  readonly unread: readonly UnreadStore[];
  readonly gaps: readonly Gap[];
}

/** Sessions can be kept elsewhere, deleted after the retention period, or never have been. */
const noTranscripts: Gap = {
  kind: 'missing',
  reason: 'there is no transcript, which proves nothing: transcripts are deleted after 30 days by default',
  evidence: { path: '.claude/projects' },
};

/** @param isLive the home is the one that this machine runs with */
export function locate(home: Home, { files: given }: Selection, isLive = false): Transcripts {
  const gaps: Gap[] = [];
  const reportGap = (gap: Gap): number => gaps.push(gap);
  const folders = given === undefined ? configurationFolders(home, reportGap) : [];
  const transcripts = folders.flatMap((folder) => locateTranscripts(home, folder, reportGap));
  const named = given ?? findCaptures({ home, isLive, transcripts, reportGap });
  const files = [...transcripts, ...named.map((path) => givenTranscript(home, path))];
  // What a link or a missing right hides says already why there is none.
  if (given === undefined && transcripts.length === 0 && gaps.length === 0) gaps.push(noTranscripts);
  gaps.push(...collectionGaps(home));
  gaps.push(...folders.flatMap((folder) => otherAgents(home, folder)));
  return {
    home,
    files,
    artifacts: files.flatMap((file) => acquire(file.path, file.reference) ?? []),
    traces: folders.flatMap((folder) => sessionTraces(home, folder)),
    running: folders.flatMap((folder) => runningSessions(home, folder)),
    configurations: folders,
    unread: [],
    gaps,
  };
}

/** Another agent keeps its own files in a folder of this name: they can be given by path. */
function otherAgents(home: Home, configuration: string): Gap[] {
  const folder = join(configuration, 'transcripts');
  const isWanted = (name: string): boolean => name.endsWith('.jsonl');
  const files = listFiles(home, folder, { isWanted, reportGap: () => undefined });
  if (files.length === 0) return [];
  const reason = `${files.length === 1 ? 'a transcript' : `${files.length} transcripts`} of another agent, not read`;
  return [{ kind: 'unsupported', reason, evidence: { path: referencePath(home, folder) } }];
}
