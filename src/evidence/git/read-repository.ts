import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordedPath, referencePath } from '../home.ts';
import { type CleanRoom, openCleanRoom } from './clean-room.ts';
import type { Commit } from './commit.ts';
import { type CommitComparison, compareCommits } from './compare-commits.ts';
import { readDangling } from './dangling.ts';
import { readIndex } from './index-file.ts';
import { objectDirectories } from './object-directories.ts';
import { isNullId, isObjectId } from './object-id.ts';
import { readBoundedFile, reasonOf } from './read-bounded-file.ts';
import {
  commitsOutside,
  type FoundObject,
  findObjects,
  pathsIn,
  readCommits,
  readHistory,
} from './read-commits.ts';
import { readReflogs } from './read-reflogs.ts';
import { type Ref, readHead, readRefs } from './read-refs.ts';
import type { ReflogEntry } from './reflog-entry.ts';
import type { RepositoryEvidence, WorktreeEvidence } from './repository-evidence.ts';
import type { RepositoryLayout } from './repository-layout.ts';
import { type RepositoryReading, reporter } from './repository-reading.ts';
import { readWorktreeState, type WorktreeState } from './worktree-state.ts';

/** What is asked of a repository. */
export interface RepositoryQuestion {
  /** Whether a commit made at this time (ISO 8601 UTC) is of interest though nothing names it. */
  readonly inWindow: (at: string) => boolean;
  /** Ids that tool calls printed, whole or abbreviated. */
  readonly ids: readonly string[];
  /** `PATH`, to find git. */
  readonly searchPath: string;
  /** Whether to look at every object for those that nothing names. */
  readonly deep: boolean;
}

/** A repository that was read, and that can still be asked. */
export interface OpenRepository {
  readonly evidence: RepositoryEvidence;
  /** Undefined, and a gap, where git cannot read what lies between. */
  compare(before: string, after: string): Promise<CommitComparison | undefined>;
  /** What the main working tree holds besides HEAD; undefined where there is none, or a gap. */
  worktreeState(): Promise<WorktreeState | undefined>;
  /** Of these ids, those whose objects are there. */
  present(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Of these paths, relative to the root, those that a commit holds. */
  pathsIn(commit: string, paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** Tracked paths, relative to the root, whose files git wrote in this time (milliseconds since 1970). */
  writtenBetween(fromMs: number, toMs: number): readonly string[];
  /** Removes what was made to read it. */
  close(): void;
}

/** Reads a repository; whatever cannot be read becomes a gap. The caller closes it. */
export async function openRepository(
  layout: RepositoryLayout,
  question: RepositoryQuestion,
  reading: RepositoryReading,
): Promise<OpenRepository> {
  const refs = readRefs(layout, reading);
  const reflogs = readReflogs(reflogFolders(layout), {
    reference: (path) => referencePath(reading.home, path),
    reportGap: reading.reportGap,
  });
  const room = openCleanRoom({
    objectDirectories: objectDirectories(layout.commonDirectory, reading),
    shallow: shallowCommits(layout),
    objectFormat: [...refs, ...reflogs].some(({ sha }) => sha.length === 64) ? 'sha256' : 'sha1',
    path: question.searchPath,
  });
  const attempt = attempts((reason) => reporter(reading)('malformed', reason, layout.commonDirectory));
  const worktrees = worktreesOf(layout, refs, reading);
  const past = await readPast({ room, refs, reflogs, worktrees, layout, attempt }, question, reading);
  const head = worktrees.find(({ name }) => name === currentName(layout))?.head;
  const index = lazily(() => readIndex(layout.gitDirectory, idBytesOf(refs)));
  return {
    evidence: {
      path: recordedPath(reading.home, layout.worktree ?? layout.gitDirectory),
      gitDirectory: recordedPath(reading.home, layout.gitDirectory),
      bare: layout.worktree === undefined,
      worktrees,
      refs,
      reflogs,
      ...past,
      evidence: { path: referencePath(reading.home, layout.gitDirectory) },
    },
    compare: (before, after) =>
      attempt('what lies between two commits', () => compareCommits(room, before, after), undefined),
    worktreeState: async () => {
      const { worktree } = layout;
      if (worktree === undefined) return undefined;
      const place = { ...layout, worktree, ...(head?.sha !== undefined && { head: head.sha }) };
      return await attempt('the working tree', () => readWorktreeState(room, place), undefined);
    },
    present: (ids) =>
      attempt(
        'objects',
        async () => new Set([...(await findObjects(room, ids)).values()].map(({ sha }) => sha)),
        new Set<string>(),
      ),
    pathsIn: (commit, paths) =>
      attempt('the paths of a commit', () => pathsIn(room, commit, paths), new Set<string>()),
    writtenBetween: (fromMs, toMs) =>
      index().flatMap(({ path, modifiedAtMs }) =>
        fromMs <= modifiedAtMs && modifiedAtMs <= toMs ? [path] : [],
      ),
    close: room.close,
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function idBytesOf(refs: readonly Ref[]): number {
  return refs.some(({ sha }) => sha.length === 64) ? 32 : 20;
}

function currentName({ gitDirectory, linked }: RepositoryLayout): string {
  return linked.find((worktree) => worktree.gitDirectory === gitDirectory)?.name ?? '';
}

interface Names {
  readonly room: CleanRoom;
  readonly refs: readonly Ref[];
  readonly reflogs: readonly ReflogEntry[];
  readonly worktrees: readonly WorktreeEvidence[];
  readonly layout: RepositoryLayout;
  readonly attempt: Attempt;
}

type Past = Pick<
  RepositoryEvidence,
  'commits' | 'unreachable' | 'unpublished' | 'gone' | 'named' | 'dangling'
>;

async function readPast(
  names: Names,
  question: RepositoryQuestion,
  reading: RepositoryReading,
): Promise<Past> {
  const { room, refs, layout, attempt } = names;
  const report = reporter(reading);
  const own = namedIds(names);
  const objects = await attempt('the objects', () => findObjects(room, [...own, ...question.ids]), new Map());
  const gone = new Set([...own].filter((id) => !objects.has(id)));
  const broken = refs.filter(({ sha }) => gone.has(sha));
  if (broken.length > 0) {
    report(
      'missing',
      `${broken.length} refs name objects that are missing or corrupt`,
      layout.commonDirectory,
    );
  }
  const present = refs.filter(({ sha }) => objects.has(sha));
  const known = commitIds(objects, own);
  const dangling = question.deep
    ? await attempt('the objects that nothing names', () => findDangling(names, present, known), undefined)
    : undefined;
  room.setRefs(present);
  const ids = [...known, ...(dangling?.commits ?? [])];
  const unreachable = await attempt(
    'what no ref reaches',
    () => commitsOutside(room, ids, '--all'),
    new Set<string>(),
  );
  const commits = await history({ room, ids, objects, attempt, question, unreachable });
  const hasRemote = refs.some(({ name }) => name.startsWith('refs/remotes/'));
  const unpublished = hasRemote
    ? await attempt('what was not pushed', () => commitsOutside(room, ids, '--remotes'), undefined)
    : undefined;
  const named = new Map(
    [...objects].flatMap(([id, { sha, type }]) => (type === 'commit' ? [[id, sha] as const] : [])),
  );
  return {
    commits,
    unreachable,
    ...(unpublished && { unpublished }),
    gone,
    named,
    ...(dangling && { dangling }),
  };
}

/** With everything named that is known, what git then calls dangling is what nobody knows of. */
function findDangling({ room, layout }: Names, refs: readonly Ref[], known: readonly string[]) {
  room.setRefs([...refs, ...known.map((sha) => ({ name: `refs/known/${sha}`, sha }))]);
  return readDangling(room, layout, idBytesOf(refs));
}

interface HistoryQuestion {
  readonly room: CleanRoom;
  readonly ids: readonly string[];
  readonly objects: ReadonlyMap<string, FoundObject>;
  readonly attempt: Attempt;
  readonly question: RepositoryQuestion;
  readonly unreachable: ReadonlySet<string>;
}

async function history({
  room,
  ids,
  objects,
  attempt,
  question,
  unreachable,
}: HistoryQuestion): Promise<readonly Commit[]> {
  const printed = [...objects.values()].flatMap(({ sha, type }) => (type === 'commit' ? [sha] : []));
  const wanted = new Set([...ids, ...printed]);
  const keep = ({ sha, committer }: Commit) =>
    wanted.has(sha) || unreachable.has(sha) || question.inWindow(committer.at);
  const whole = await attempt('the history', () => readHistory(room, { ids: [...wanted], keep }), undefined);
  if (whole) return whole.commits;
  return await attempt('the named commits', () => readCommits(room, [...wanted]), []);
}

type Attempt = <T>(what: string, action: () => Promise<T>, otherwise: T) => Promise<T>;

function attempts(report: (reason: string) => void): Attempt {
  return async (what, action, otherwise) => {
    try {
      return await action();
    } catch (error) {
      report(`git could not read ${what}: ${reasonOf(error).split('\n', 1)[0]}`);
      return otherwise;
    }
  };
}

function namedIds({ refs, reflogs, worktrees }: Names): Set<string> {
  const ids = new Set(refs.map(({ sha }) => sha));
  for (const { sha, previousSha } of reflogs) ids.add(sha).add(previousSha);
  for (const { head } of worktrees) if (head.sha !== undefined) ids.add(head.sha);
  return new Set([...ids].filter((id) => !isNullId(id)));
}

function commitIds(objects: ReadonlyMap<string, FoundObject>, own: ReadonlySet<string>): string[] {
  return [...own].filter((id) => objects.get(id)?.type === 'commit');
}

function reflogFolders({ commonDirectory, linked }: RepositoryLayout) {
  return [
    { directory: join(commonDirectory, 'logs'), prefix: '' },
    ...linked.map(({ name, gitDirectory }) => ({
      directory: join(gitDirectory, 'logs'),
      prefix: `worktrees/${name}/`,
    })),
  ];
}

/** https://git-scm.com/docs/shallow */
function shallowCommits({ commonDirectory }: RepositoryLayout): string[] {
  const read = readBoundedFile(join(commonDirectory, 'shallow'), 16 * 1024 * 1024);
  return read.state === 'read' ? read.bytes.toString('latin1').split('\n').filter(isObjectId) : [];
}

function worktreesOf(
  layout: RepositoryLayout,
  refs: readonly Ref[],
  reading: RepositoryReading,
): WorktreeEvidence[] {
  const all = [
    { name: '', gitDirectory: layout.commonDirectory, worktree: mainWorktree(layout) },
    ...layout.linked,
  ];
  return all.map(({ name, gitDirectory, worktree }) => ({
    ...(worktree !== undefined && { path: recordedPath(reading.home, worktree) }),
    name,
    present: worktree !== undefined && existsSync(worktree),
    head: readHead(gitDirectory, refs, reading),
    inProgress: operations.flatMap(([file, operation]) =>
      existsSync(join(gitDirectory, file)) ? [operation] : [],
    ),
  }));
}

function mainWorktree({ worktree, gitDirectory, commonDirectory }: RepositoryLayout): string | undefined {
  if (gitDirectory === commonDirectory) return worktree;
  return commonDirectory.endsWith('.git') ? join(commonDirectory, '..') : undefined;
}

/** What git leaves behind while an operation waits for the user. https://git-scm.com/docs/gitrepository-layout */
const operations = [
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['BISECT_LOG', 'bisect'],
] as const;
