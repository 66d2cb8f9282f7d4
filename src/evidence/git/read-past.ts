import type { Attempt } from './attempt.ts';
import type { CleanRoom } from './clean-room.ts';
import type { Commit } from './commit.ts';
import { readDangling } from './dangling.ts';
import { isNullId } from './object-id.ts';
import { commitsOutside, type FoundObject, findObjects, readCommits, readHistory } from './read-commits.ts';
import { idBytesOf, type Ref } from './read-refs.ts';
import type { ReflogEntry } from './reflog-entry.ts';
import type { RepositoryEvidence, WorktreeEvidence } from './repository-evidence.ts';
import type { RepositoryLayout } from './repository-layout.ts';

/** What is asked of a repository's past. */
export interface PastQuestion {
  /** Whether a commit made at this time (ISO 8601 UTC) is of interest though nothing names it. */
  readonly inWindow: (at: string) => boolean;
  /** Ids that tool calls printed, whole or abbreviated. */
  readonly ids: readonly string[];
  /** Whether to look at every object for those that nothing names. */
  readonly deep: boolean;
}

/** Everything that names an object, and the room in which git can be asked for it. */
export interface Names {
  readonly room: CleanRoom;
  readonly refs: readonly Ref[];
  readonly reflogs: readonly ReflogEntry[];
  readonly worktrees: readonly WorktreeEvidence[];
  readonly layout: RepositoryLayout;
  readonly attempt: Attempt;
  /** Takes note of refs that name nothing. */
  readonly reportBroken: (refs: number) => void;
}

type Past = Pick<
  RepositoryEvidence,
  'commits' | 'unreachable' | 'unpublished' | 'gone' | 'named' | 'namedTags' | 'dangling'
>;

/** Commits, and how refs, reflogs and remotes reach them. */
export async function readPast(names: Names, question: PastQuestion): Promise<Past> {
  const { room, refs, attempt } = names;
  const own = namedIds(names);
  const objects = await attempt('the objects', () => findObjects(room, [...own, ...question.ids]), new Map());
  const gone = new Set([...own].filter((id) => !objects.has(id)));
  const broken = refs.filter(({ sha }) => gone.has(sha));
  if (broken.length > 0) names.reportBroken(broken.length);
  const present = refs.filter(({ sha }) => objects.has(sha));
  const known = [...own].filter((id) => objects.get(id)?.type === 'commit');
  const dangling = question.deep
    ? await attempt('the objects that nothing names', () => findDangling(names, present, known), undefined)
    : undefined;
  room.setRefs(present);
  const ids = [...known, ...(dangling?.commits ?? [])];
  const wanted = new Set([...ids, ...commitsNamed(objects).values()]);
  const walk = unpublishedCommits(names, [...wanted]);
  // It runs beside the others, and a failure is told after theirs.
  walk.catch(() => undefined);
  const { unreachable, commits } = await readHistoryOf(names, wanted, question);
  const unpublished = await attempt('what was not pushed', () => walk, undefined);
  return {
    commits,
    unreachable,
    ...(unpublished && { unpublished }),
    gone,
    named: commitsNamed(objects),
    namedTags: objectsNamed(objects, 'tag'),
    ...(dangling && { dangling }),
  };
}

/** With everything named that is known, what git then calls dangling is what nobody knows of. */
function findDangling({ room, layout }: Names, refs: readonly Ref[], known: readonly string[]) {
  room.setRefs([...refs, ...known.map((sha) => ({ name: `refs/known/${sha}`, sha }))]);
  return readDangling(room, layout, { idBytes: idBytesOf(refs), isThorough: true });
}

async function unpublishedCommits({ room, refs }: Names, ids: readonly string[]) {
  const isTracked = refs.some(({ name }) => name.startsWith('refs/remotes/'));
  return isTracked ? await commitsOutside(room, ids, '--remotes') : undefined;
}

async function readHistoryOf(
  { room, attempt }: Names,
  wanted: ReadonlySet<string>,
  question: PastQuestion,
): Promise<Pick<Past, 'commits' | 'unreachable'>> {
  const unreachable = await attempt(
    'what no ref reaches',
    () => commitsOutside(room, [...wanted], '--all'),
    new Set<string>(),
  );
  const keep = ({ sha, committer }: Commit) =>
    wanted.has(sha) || unreachable.has(sha) || question.inWindow(committer.at);
  // Only what no ref reaches is asked for by its id, so that every other commit names the ref that reaches it.
  const ids = [...wanted].filter((sha) => unreachable.has(sha));
  const whole = await attempt('the history', () => readHistory(room, { ids, keep }), undefined);
  const commits =
    whole?.commits ?? (await attempt('the named commits', () => readCommits(room, [...wanted]), []));
  return { commits, unreachable };
}

function commitsNamed(objects: ReadonlyMap<string, FoundObject>): ReadonlyMap<string, string> {
  return objectsNamed(objects, 'commit');
}

function objectsNamed(
  objects: ReadonlyMap<string, FoundObject>,
  wanted: FoundObject['type'],
): ReadonlyMap<string, string> {
  return new Map(
    [...objects].flatMap(([id, { sha, type }]) => (type === wanted ? [[id, sha] as const] : [])),
  );
}

function namedIds({ refs, reflogs, worktrees }: Names): Set<string> {
  const ids = new Set(refs.map(({ sha }) => sha));
  for (const { sha, previousSha } of reflogs) ids.add(sha).add(previousSha);
  for (const { head } of worktrees) if (head.sha !== undefined) ids.add(head.sha);
  return new Set([...ids].filter((id) => !isNullId(id)));
}
