import type { CleanRoom } from './clean-room.ts';

/** Commits between which the same changes are looked for. */
export interface ChangeQuestion {
  /** Whose changes are followed. */
  readonly originals: readonly string[];
  /** In which they may have come back: rebased, cherry-picked, or many squashed into one. */
  readonly candidates: readonly string[];
  /** Ends of the originals' branches, for squashed ones. */
  readonly tips: readonly string[];
}

const commitsAtMost = 2_000;
const tipsAtMost = 30;
/** Commits of all such branches together, and of one. */
const ownAtMost = 20_000;
const branchAtMost = 500;
const diffLimitBytes = 128 * 1024 * 1024;

/**
 * Candidates that make the same change as an original, by patch id, which says nothing of the place in history.
 * https://git-scm.com/docs/git-patch-id
 * Only commits that change the same paths as another can have its patch id, so only their diffs are made.
 * @returns by candidate, the original, or the tip whose whole branch it holds
 * @throws {Error} where git fails, or the changes are too large to compare
 */
export async function followChanges(
  room: CleanRoom,
  { originals, candidates, tips }: ChangeQuestion,
): Promise<ReadonlyMap<string, string>> {
  if (originals.length === 0 || candidates.length === 0) return new Map();
  const branches = await branchesOf(room, tips.slice(0, tipsAtMost));
  const [own, whole, others] = await Promise.all([
    changedPaths(room, originals.slice(0, commitsAtMost)),
    changedPaths(room, branches),
    changedPaths(room, candidates.slice(0, commitsAtMost)),
  ]);
  const known = new Map<string, string>();
  for (const [sha, patchId] of await patchIds(room, originals, sharedWith(own, [others])))
    known.set(patchId, sha);
  for (const [tip, patchId] of await patchIds(room, branches, sharedWith(whole, [others]))) {
    if (!known.has(patchId)) known.set(patchId, tip);
  }
  const followed = new Map<string, string>();
  for (const [sha, patchId] of await patchIds(room, candidates, sharedWith(others, [own, whole]))) {
    const original = known.get(patchId);
    if (original !== undefined && original !== sha) followed.set(sha, original);
  }
  return followed;
}

const diffArguments = ['--no-ext-diff', '--no-textconv', '--no-renames', '--root'] as const;

/**
 * Lines for `git diff-tree --stdin`, one for each tip: it, and the commit from which its branch started when it left
 * all that refs reach. A branch of one commit is that commit.
 */
async function branchesOf(room: CleanRoom, tips: readonly string[]): Promise<readonly string[]> {
  if (tips.length === 0) return [];
  const argv = ['rev-list', '--topo-order', '--parents', `--max-count=${ownAtMost}`, '--stdin'];
  const printed = await room.git([...argv, '--not', '--all'], { input: lines(tips) });
  const rows = printed.split('\n').map((row) => row.split(' '));
  const places = new Map(rows.map(([sha = ''], index) => [sha, index]));
  return tips.flatMap((tip) => {
    const [oldest, base] = rows[oldestPlace(tip, rows, places)] ?? [];
    return base === undefined || oldest === tip ? [] : [`${tip} ${base}`];
  });
}

/** Of the commits that the tip reaches, the last in topological order. */
function oldestPlace(
  tip: string,
  rows: readonly (readonly string[])[],
  places: ReadonlyMap<string, number>,
): number {
  const seen = new Set<number>();
  const open = [tip];
  for (let sha = open.pop(); sha !== undefined && seen.size < branchAtMost; sha = open.pop()) {
    const place = places.get(sha);
    if (place === undefined || seen.has(place)) continue;
    seen.add(place);
    open.push(...(rows[place]?.slice(1) ?? []));
  }
  return Math.max(-1, ...seen);
}

/** The paths that each line changes, as one text. */
async function changedPaths(room: CleanRoom, asked: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  if (asked.length === 0) return paths;
  const printed = await room.git(['diff-tree', '--stdin', '-r', '--raw', ...diffArguments], {
    input: lines(asked),
    outputLimitBytes: diffLimitBytes,
  });
  let sha = '';
  for (const line of printed.split('\n')) {
    if (line.startsWith(':')) paths.set(sha, `${paths.get(sha) ?? ''}${line.slice(line.indexOf('\t'))}`);
    else sha = line;
  }
  return paths;
}

/** Those whose paths are also the paths of one of the others. */
function sharedWith(
  own: ReadonlyMap<string, string>,
  others: readonly ReadonlyMap<string, string>[],
): ReadonlySet<string> {
  const wanted = new Set(others.flatMap((paths) => [...paths.values()]));
  return new Set([...own].filter(([, paths]) => wanted.has(paths)).map(([sha]) => sha));
}

/** @param asked lines for `git diff-tree --stdin`, of which only those whose first commit is wanted count */
async function patchIds(
  room: CleanRoom,
  asked: readonly string[],
  wanted: ReadonlySet<string>,
): Promise<[string, string][]> {
  const input = lines(asked.filter((line) => wanted.has(line.split(' ')[0] ?? '')));
  if (input === '') return [];
  const diffs = await room.git(['diff-tree', '--stdin', '-p', ...diffArguments], {
    input,
    outputLimitBytes: diffLimitBytes,
  });
  const printed = await room.git(['patch-id', '--stable'], { input: diffs });
  return [...printed.matchAll(/^([0-9a-f]{40,64}) ([0-9a-f]{40,64})$/gm)].map(
    ([, patchId = '', sha = '']) => [sha, patchId],
  );
}

function lines(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join('');
}
