import type { CleanRoom } from './clean-room.ts';
import { type Commit, commitFormat, parseCommits } from './commit.ts';

/** Which commits of a repository are wanted. */
export interface CommitSelection {
  /** Whole ids of existing commits, besides those that refs reach. */
  readonly ids: readonly string[];
  /** Asked for every commit, so that not all are held at once. */
  readonly keep: (commit: Commit) => boolean;
}

export interface CommitReading {
  readonly commits: readonly Commit[];
  /** More were there than this program reads. */
  readonly cut: boolean;
}

const commitsAtMost = 300_000;
const logArguments = ['log', '-z', `--format=${commitFormat}`, '--no-show-signature'] as const;

/**
 * Commits that a ref or one of the ids reaches, newest first as git orders them.
 * @throws {Error} where an object on the way is corrupt or missing
 */
export async function readHistory(room: CleanRoom, { ids, keep }: CommitSelection): Promise<CommitReading> {
  const argv = [...logArguments, `--max-count=${commitsAtMost}`, '--all', '--stdin'];
  const printed = await room.git(argv, { input: lines(ids) });
  const commits: Commit[] = [];
  let seen = 0;
  for (const commit of parseCommits(printed)) {
    seen += 1;
    if (keep(commit)) commits.push(commit);
  }
  return { commits, cut: seen >= commitsAtMost };
}

/** Only these commits, without their history. @throws {Error} where one of them is corrupt */
export async function readCommits(room: CleanRoom, ids: readonly string[]): Promise<readonly Commit[]> {
  if (ids.length === 0) return [];
  const printed = await room.git([...logArguments, '--no-walk=unsorted', '--stdin'], { input: lines(ids) });
  return [...parseCommits(printed)];
}

const longestMessage = 64 * 1024;

/** Their whole messages, cut to a bound. @throws {Error} where one of them is corrupt */
export async function readMessages(
  room: CleanRoom,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const argv = ['log', '-z', '--format=%H%x00%B', '--no-show-signature', '--no-walk=unsorted', '--stdin'];
  const fields = (await room.git(argv, { input: lines(ids) })).split('\0');
  const messages = new Map<string, string>();
  for (let at = 0; at + 1 < fields.length; at += 2) {
    messages.set(fields[at] ?? '', (fields[at + 1] ?? '').slice(0, longestMessage));
  }
  return messages;
}

/** An object that the repository has. */
export interface FoundObject {
  readonly sha: string;
  readonly type: 'commit' | 'tag' | 'tree' | 'blob';
}

/** Which of the given ids, whole or abbreviated, name exactly one object; corrupt ones count as absent. */
export async function findObjects(
  room: CleanRoom,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, FoundObject>> {
  const asked = [...new Set(ids)].filter((id) => /^[0-9a-f]{4,64}$/.test(id));
  if (asked.length === 0) return new Map();
  const printed = await room.git(['cat-file', '--batch-check', '--buffer'], { input: lines(asked) });
  // An ambiguous id is answered with several lines, so answers are matched by what they say, not by their place.
  const found = new Map<string, FoundObject>();
  const answers = printed.split('\n').flatMap((line) => {
    const match = /^([0-9a-f]{40,64}) (commit|tag|tree|blob) \d+$/.exec(line);
    return match ? [{ sha: match[1] ?? '', type: match[2] as FoundObject['type'] }] : [];
  });
  const ambiguous = new Set(
    [...printed.matchAll(/^([0-9a-f]+) ambiguous$/gm)].map((match) => match[1] ?? ''),
  );
  const byPrefix = prefixIndex(answers);
  for (const id of asked) {
    if (ambiguous.has(id)) continue;
    const matches = byPrefix(id);
    if (matches.length === 1 && matches[0]) found.set(id, matches[0]);
  }
  return found;
}

function prefixIndex(objects: readonly FoundObject[]): (prefix: string) => readonly FoundObject[] {
  const sorted = [...new Map(objects.map((object) => [object.sha, object])).values()].sort((a, b) =>
    a.sha < b.sha ? -1 : 1,
  );
  return (prefix) => {
    let low = 0;
    for (let high = sorted.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.sha ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    return sorted.slice(low, low + 2).filter(({ sha }) => sha.startsWith(prefix));
  };
}

/** Objects of these paths in a commit, where it holds them; a path with a line feed cannot be asked for. */
export async function objectsAt(
  room: CleanRoom,
  commit: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const asked = paths.filter((path) => !path.includes('\n'));
  if (asked.length === 0) return new Map();
  const input = lines(asked.map((path) => `${commit}:${path}`));
  const printed = await room.git(['cat-file', '--batch-check=%(objectname)', '--buffer'], { input });
  const answers = printed.split('\n');
  return new Map(
    asked.flatMap((path, index) => {
      const answer = answers[index] ?? '';
      return /^[0-9a-f]{40,64}$/.test(answer) ? [[path, answer] as const] : [];
    }),
  );
}

/** Commits that a ref reaches and no other ref does. @param ref a name that git takes */
export async function reachedOnlyBy(room: CleanRoom, ref: string, sha: string): Promise<ReadonlySet<string>> {
  const argv = ['rev-list', `--max-count=${commitsAtMost}`, '--stdin', '--not', `--exclude=${ref}`, '--all'];
  const printed = await room.git(argv, { input: lines([sha]) });
  return new Set(printed.split('\n').filter((line) => line !== ''));
}

/** Which refs a walk leaves out. */
export type RefSelection = '--all' | '--remotes' | '--branches';

/** The given commits and their ancestors, without what the refs reach. @throws {Error} where the walk fails */
export async function commitsOutside(
  room: CleanRoom,
  ids: readonly string[],
  refs: RefSelection,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const printed = await room.git(['rev-list', '--stdin', '--not', refs], { input: lines(ids) });
  return new Set(printed.split('\n').filter((line) => line !== ''));
}

function lines(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join('');
}

/** Whether `ancestor` lies in the history of `descendant`. @throws {Error} where git cannot read one of them */
export async function isAncestor(room: CleanRoom, ancestor: string, descendant: string): Promise<boolean> {
  const asked = lines([ancestor, `^${descendant}`]);
  return (await room.git(['rev-list', '--max-count=1', '--stdin'], { input: asked })).trim() === '';
}
