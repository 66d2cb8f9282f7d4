import type { FileFacts } from '../../assess/rollback/file-facts.ts';
import { git } from '../../assess/rollback/git-command.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import { fileState } from '../../evidence/file-state.ts';
import type { OpenRepository } from '../../evidence/git/open-repository.ts';
import type { Home } from '../../evidence/home.ts';

interface TrackedPath {
  /** Relative to the root of the repository. */
  readonly path: string;
  /** Objects that commits hold at paths. */
  readonly held: ReadonlyMap<string, string>;
}

/** How the repository holds a path now. */
export function trackingOf(
  home: Home,
  { repository, state, branches }: RepositoryFacts,
  { path, held }: TrackedPath,
): Pick<FileFacts, 'tracking' | 'missing' | 'committed' | 'inHead'> {
  if (!state) return { tracking: 'unknown' };
  const isBelow = (one: string) => one === path || one.startsWith(`${path}/`);
  const missing = state.deleted.filter(isBelow);
  const committed = held.get(path);
  if (missing.length > 0) return { tracking: 'missing', missing };
  const removed = state.staged.filter(
    (one) => isBelow(one) && fileState(home, `${repository.path}/${one}`).kind === 'absent',
  );
  if (removed.length > 0) return { tracking: 'removed', missing: removed };
  const covers = (entries: readonly string[]) =>
    entries.some((entry) => entry === path || (entry.endsWith('/') && path.startsWith(entry)));
  const isUntracked = covers(state.untracked) || covers(state.ignored) || committed === undefined;
  const tracking = state.changed.includes(path) ? 'changed' : isUntracked ? 'untracked' : 'committed';
  if (committed === undefined) return { tracking, missing };
  // Where the session moved the branch, HEAD may hold what the session itself wrote.
  if (branches.length > 0) return { tracking, missing, committed };
  const command = git(repository.path, 'cat-file', 'blob', committed);
  return { tracking, missing, committed, inHead: { kind: 'git', command } };
}

/** What commits hold at these paths: HEAD, else the one at which a branch stood before the session. */
export async function blobsThatGitHolds(
  { facts, open }: { readonly facts: RepositoryFacts; readonly open: OpenRepository },
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const head = facts.repository.worktrees.find(({ path }) => path === facts.repository.path)?.head.sha;
  const commits = [...new Set([...facts.branches.map(({ before }) => before), head])].filter(
    (sha) => sha !== undefined && !facts.repository.gone.has(sha),
  );
  const held = await Promise.all(commits.map((sha) => open.objectsAt(sha ?? '', paths)));
  return new Map(held.flatMap((found) => [...found]));
}
