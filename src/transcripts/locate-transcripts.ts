import { basename, dirname } from 'node:path';
import type { Agent } from '../agents/agent.ts';
import { acquire } from '../evidence/acquire.ts';
import { agentOfFile } from '../evidence/agents/recognise-session.ts';
import { projectStoreFiles } from '../evidence/agents/store-files.ts';
import type { Artifact } from '../evidence/artifact.ts';
import { collectionGaps } from '../evidence/bag-record.ts';
import { configurationFolders } from '../evidence/configuration/configuration-folders.ts';
import { DatabaseCopies } from '../evidence/database/database-copies.ts';
import { isDatabase } from '../evidence/database/is-database.ts';
import type { Gap } from '../evidence/gap.ts';
import { type Home, recordedPathOf, referencePath } from '../evidence/home.ts';
import { type KeptSession, keptSessions } from './kept-sessions.ts';
import type { Selection } from './plan/selection.ts';
import { givenTranscript } from './sources/claude-code/locate-transcripts.ts';
import { type PromptHistory, promptHistory } from './sources/claude-code/prompt-history.ts';
import { type RunningSession, runningSessions } from './sources/claude-code/running-sessions.ts';
import { deniedTraces, type SessionTraces, sessionTraces } from './sources/claude-code/session-traces.ts';
import type { SearchedHome } from './sources/source.ts';
import { hasSource, sourceOf, sources } from './sources/sources.ts';
import type { TranscriptFile } from './transcript-file.ts';
import type { UnreadStore } from './unread-store.ts';
import { unreadGaps, unreadSession, unreadStores } from './unread-stores.ts';
import { workFolders } from './work-folders.ts';

/** Which transcripts there are, and what else tells of sessions. */
export interface Transcripts {
  readonly home: Home;
  /** The group digests name files by their index in this list. */
  readonly files: readonly TranscriptFile[];
  readonly artifacts: readonly Artifact[];
  /** Empty where the user named the files. */
  readonly traces: readonly SessionTraces[];
  /** What was typed; empty where the user named the files. */
  readonly prompts: readonly PromptHistory[];
  readonly running: readonly RunningSession[];
  /** The agent's folders, absolute on this machine. */
  readonly configurations: readonly string[];
  /** Stores of other agents, whose sessions were not read. */
  readonly unread: readonly UnreadStore[];
  readonly gaps: readonly Gap[];
  /** Takes the copies of databases away: no file may be read any more. */
  close(): void;
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
  const place = { home, isLive, reportGap, configurations: folders };
  const found = given ? named(given, home) : searched(place);
  const copies = new DatabaseCopies();
  const files = found.files.flatMap(
    (file) => sourceOf(file.agent).sessionsIn?.(file, { copies, reportGap }) ?? [file],
  );
  const hasNone = given === undefined && files.every(({ kind }) => kind === 'capture');
  // What a link or a missing right hides says already why there is none.
  if (hasNone && gaps.length === 0) gaps.push(noTranscripts);
  gaps.push(...folders.flatMap((folder) => deniedTraces(home, folder)));
  gaps.push(...collectionGaps(home), ...unreadGaps(found.unread));
  return {
    home,
    files,
    artifacts: artifactsOf(found.files),
    traces: given ? [] : [...folders.flatMap((folder) => sessionTraces(home, folder)), ...tracesOf(place)],
    prompts: folders.map((folder) => promptHistory(home, folder)),
    running: folders.flatMap((folder) => runningSessions(home, folder)),
    configurations: folders,
    unread: found.unread,
    gaps,
    close: () => copies.close(),
  };
}

/** What was not yet written back to a database was read with it. */
function artifactsOf(files: readonly TranscriptFile[]): Artifact[] {
  return files.flatMap(({ path, reference }) =>
    (isDatabase(path) ? ['', '-wal', '-journal'] : ['']).flatMap(
      (ending) => acquire(`${path}${ending}`, `${reference}${ending}`) ?? [],
    ),
  );
}

/** Files with sessions, and sessions of agents that no source reads. */
interface Found {
  readonly files: readonly TranscriptFile[];
  readonly unread: readonly UnreadStore[];
}

/** What keeps a place from being looked at is said where its sessions are looked for. */
function tracesOf(place: SearchedHome): readonly SessionTraces[] {
  const silent = { ...place, reportGap: () => undefined };
  return sources.flatMap(({ traces }) => traces?.(silent) ?? []);
}

/** What the user named, whoever wrote it. */
function named(paths: readonly string[], home: Home): Found {
  const sessions = paths.map((path) => ({ path, agent: agentOfFile(path) }));
  return sortedOut(sessions, home);
}

/** What lies in the stores of the homes, and what somebody kept of sessions elsewhere. */
function searched(searchedHome: SearchedHome): Found {
  const { home, isLive, reportGap } = searchedHome;
  const files = sources.flatMap((source) => source.locate(searchedHome));
  const folders = workFolders({ home, isLive, transcripts: files });
  const kept = sortedOut(keptSessions({ home, folders, reportGap }), home);
  const stores = unreadStores(searchedHome, folders);
  const inProjects = projectSessions(searchedHome, folders);
  return { files: [...files, ...inProjects, ...kept.files], unread: [...stores, ...kept.unread] };
}

/** What agents keep in the folder that they work in. */
function projectSessions(searchedHome: SearchedHome, worked: readonly string[]): TranscriptFile[] {
  const { home } = searchedHome;
  return projectStoreFiles(searchedHome, worked).map(({ agent, path, folder }) => ({
    agent,
    path,
    reference: referencePath(home, path),
    project: recordedPathOf(home, folder),
    kind: 'main',
    sessionId: basename(folder),
  }));
}

/** A file of which nothing tells whose it is, is read as Claude Code's: what is no record of it becomes a gap. */
function sortedOut(sessions: readonly KeptSession[], home: Home): Found {
  const files: TranscriptFile[] = [];
  const unread: UnreadStore[] = [];
  for (const { agent, path } of sessions) {
    if (agent && !hasSource(agent.id)) unread.push(unreadSession(agent, path, home));
    else
      files.push({
        ...givenTranscript(home, path),
        ...(agent && { agent: agent.id }),
        ...projectOf(agent, path, home),
      });
  }
  return { files, unread };
}

/** The folder of a session that lies in its project. */
function projectOf(agent: Agent | undefined, path: string, home: Home): Partial<TranscriptFile> {
  const isInProject = agent?.stores.some(({ base, session }) => base === 'project' && session === 'log');
  return isInProject ? { project: recordedPathOf(home, dirname(path)) } : {};
}
