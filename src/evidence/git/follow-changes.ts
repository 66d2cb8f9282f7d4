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
const diffLimitBytes = 128 * 1024 * 1024;

/**
 * Candidates that make the same change as an original, by patch id, which says nothing of the place in history.
 * https://git-scm.com/docs/git-patch-id
 * @returns by candidate, the original, or the tip whose whole branch it holds
 * @throws {Error} where git fails, or the changes are too large to compare
 */
export async function followChanges(
  room: CleanRoom,
  { originals, candidates, tips }: ChangeQuestion,
): Promise<ReadonlyMap<string, string>> {
  if (originals.length === 0 || candidates.length === 0) return new Map();
  const known = new Map<string, string>();
  for (const [sha, patchId] of await patchIds(room, originals.slice(0, commitsAtMost)))
    known.set(patchId, sha);
  for (const tip of tips.slice(0, tipsAtMost)) {
    const patchId = await branchPatchId(room, tip);
    if (patchId !== undefined && !known.has(patchId)) known.set(patchId, tip);
  }
  const followed = new Map<string, string>();
  for (const [sha, patchId] of await patchIds(room, candidates.slice(0, commitsAtMost))) {
    const original = known.get(patchId);
    if (original !== undefined && original !== sha) followed.set(sha, original);
  }
  return followed;
}

const diffArguments = ['-p', '--no-ext-diff', '--no-textconv', '--no-renames', '--root'] as const;

async function patchIds(room: CleanRoom, commits: readonly string[]): Promise<[string, string][]> {
  const input = commits.map((sha) => `${sha}\n`).join('');
  const diffs = await room.git(['diff-tree', '--stdin', ...diffArguments], {
    input,
    outputLimitBytes: diffLimitBytes,
  });
  return parsePatchIds(await room.git(['patch-id', '--stable'], { input: diffs }));
}

/** Of everything that a branch changed since it left all that refs reach. */
async function branchPatchId(room: CleanRoom, tip: string): Promise<string | undefined> {
  const commits = await room.git(['rev-list', '--topo-order', '--max-count=500', tip, '--not', '--all']);
  const oldest = commits.trimEnd().split('\n').at(-1);
  if (!oldest || oldest === tip) return undefined;
  const parents = await room.git(['rev-list', '--parents', '--max-count=1', oldest]);
  const [, base] = parents.trim().split(' ');
  if (base === undefined) return undefined;
  const diff = await room.git(['diff-tree', ...diffArguments, base, tip], {
    outputLimitBytes: diffLimitBytes,
  });
  return parsePatchIds(await room.git(['patch-id', '--stable'], { input: `${tip}\n${diff}` }))[0]?.[1];
}

function parsePatchIds(printed: string): [string, string][] {
  return [...printed.matchAll(/^([0-9a-f]{40,64}) ([0-9a-f]{40,64})$/gm)].map(
    ([, patchId = '', sha = '']) => [sha, patchId],
  );
}
