import { unreadGaps, unreadSessions, unreadStores } from '../commands/inventory/unread-stores.ts';
import { acquire } from '../evidence/acquire.ts';
import type { Artifact } from '../evidence/artifact.ts';
import { collectionGaps } from '../evidence/bag-record.ts';
import { configurationFolders } from '../evidence/configuration/configuration-folders.ts';
import type { Evidence } from '../evidence/configuration/read-text.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Home } from '../evidence/home.ts';
import type { Selection } from './plan/selection.ts';
import { findCaptures, otherSessions } from './sources/claude-code/find-captures.ts';
import { givenTranscript, locateTranscripts } from './sources/claude-code/locate-transcripts.ts';
import { type RunningSession, runningSessions } from './sources/claude-code/running-sessions.ts';
import { type SessionTraces, sessionTraces } from './sources/claude-code/session-traces.ts';
import type { TranscriptFile } from './sources/claude-code/transcript-file.ts';
import { workFolders } from './sources/claude-code/work-folders.ts';
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
  const evidence = { home, isLive, reportGap };
  const { named, unread } = given ? sortedOut(given, home) : searched(evidence, transcripts);
  const files = [...transcripts, ...named.map((path) => givenTranscript(home, path))];
  if (given === undefined && transcripts.length === 0) gaps.push(noTranscripts);
  gaps.push(...collectionGaps(home), ...unreadGaps(unread));
  return {
    home,
    files,
    artifacts: files.flatMap((file) => acquire(file.path, file.reference) ?? []),
    traces: folders.flatMap((folder) => sessionTraces(home, folder)),
    running: folders.flatMap((folder) => runningSessions(home, folder)),
    configurations: folders,
    unread,
    gaps,
  };
}

/** Transcripts outside of the agent's folders, and sessions of other agents. */
interface Elsewhere {
  /** Absolute on this machine. */
  readonly named: readonly string[];
  readonly unread: readonly UnreadStore[];
}

/** Sessions of other agents are not read as if they were transcripts. */
function sortedOut(given: readonly string[], home: Home): Elsewhere {
  const others = otherSessions(given);
  const paths = new Set(others.map(({ path }) => path));
  return { named: given.filter((path) => !paths.has(path)), unread: unreadSessions(others, home) };
}

function searched(evidence: Evidence, transcripts: readonly TranscriptFile[]): Elsewhere {
  const { home, isLive, reportGap } = evidence;
  const folders = workFolders({ home, isLive, transcripts });
  const { captures, others } = findCaptures({ home, folders, reportGap });
  const stores = unreadStores(evidence, folders);
  return { named: captures, unread: [...stores, ...unreadSessions(others, home)] };
}
