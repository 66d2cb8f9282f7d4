import type { CleanRoom } from './clean-room.ts';

/** How two commits of one branch, an earlier and a later state, differ. */
export interface CommitComparison {
  readonly before: string;
  readonly after: string;
  /** Reached from `before` only, newest first. */
  readonly lost: readonly ComparedCommit[];
  /** Reached from `after` only, newest first. */
  readonly added: readonly ComparedCommit[];
  /** Paths whose content differs, as git writes them; empty where there are more than the bound. */
  readonly paths: readonly string[];
  readonly cut: boolean;
}

interface ComparedCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  /** The other side holds a commit with the same change: it was rebased, amended in words only or cherry-picked. */
  readonly hasTwin: boolean;
}

const commitsAtMost = 2_000;
const pathsAtMost = 20_000;

/** @throws {Error} where git cannot read one of the commits or what lies between them */
export async function compareCommits(
  room: CleanRoom,
  before: string,
  after: string,
): Promise<CommitComparison> {
  const range = `${before}...${after}`;
  const counted = await room.git(['rev-list', '--count', `--max-count=${commitsAtMost + 1}`, range]);
  const cut = Number(counted) > commitsAtMost;
  // Comparing the changes of very many commits costs as many diffs; then twins are not looked for.
  const marks = cut ? '--left-right' : '--cherry-mark';
  const printed = await room.git([
    'rev-list',
    '--topo-order',
    '--parents',
    '--left-right',
    ...(cut ? [`--max-count=${commitsAtMost}`] : [marks]),
    range,
  ]);
  const sides = cut ? new Set<string>() : await leftSide(room, before, after);
  const commits = printed.split('\n').flatMap((line) => {
    const match = /^([<>=+])([0-9a-f]{40,64})(.*)$/.exec(line);
    if (!match) return [];
    const [, mark = '', sha = '', parents = ''] = match;
    const commit = { sha, parents: parents.trim().split(' ').filter(Boolean), hasTwin: mark === '=' };
    return [{ commit, left: mark === '<' || (mark === '=' && sides.has(sha)) }];
  });
  return {
    before,
    after,
    lost: commits.flatMap(({ commit, left }) => (left ? [commit] : [])),
    added: commits.flatMap(({ commit, left }) => (left ? [] : [commit])),
    paths: await changedPaths(room, before, after),
    cut,
  };
}

/** `--cherry-mark` takes the sign of the side away from twins; `--left-only` tells nothing of histories without a common commit. */
async function leftSide(room: CleanRoom, before: string, after: string): Promise<ReadonlySet<string>> {
  const printed = await room.git(['rev-list', before, `^${after}`]);
  return new Set(printed.split('\n').filter((line) => line !== ''));
}

async function changedPaths(room: CleanRoom, before: string, after: string): Promise<readonly string[]> {
  const printed = await room.git([
    'diff-tree',
    '-r',
    '-z',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    before,
    after,
  ]);
  const paths = printed.split('\0').filter((path) => path !== '');
  return paths.length > pathsAtMost ? [] : paths;
}
