import type { ReplacedFile } from '../../assess/rollback/file-facts.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import { fileState, writtenAtMs } from '../../evidence/file-state.ts';
import type { GitInvocation } from '../../shell/git-invocation.ts';
import { type DiscardSearch, markOf } from './discarded-files.ts';
import { leavesIndexAlone, reaches } from './discarding.ts';
import { isWrittenBy } from './untold-files.ts';

/**
 * Files that `git restore --source` put in place from another commit. It leaves the index alone, so that only the files
 * themselves tell of it. https://git-scm.com/docs/git-restore
 */
export async function restoredFromTree(
  { repository, calls, state }: RepositoryFacts,
  search: DiscardSearch,
): Promise<ReplacedFile[]> {
  const { path: root } = repository;
  const { home } = search;
  const gone = new Set(state?.deleted);
  const changed = (state?.changed ?? []).filter((path) => !gone.has(path));
  const found = calls
    .filter(({ outcome }) => outcome !== 'failed')
    .flatMap((call) => {
      const restores = call.invocations.filter(isFromTree);
      const isReached = (path: string) => restores.some((one) => reaches(one, `${root}/${path}`));
      return changed
        .filter((path) => isReached(path) && isWrittenBy(call, writtenAtMs(home, `${root}/${path}`)))
        .map((path) => ({ path, mark: markOf(call) }));
    });
  const head = repository.worktrees.find(({ path }) => path === root)?.head.sha;
  if (found.length === 0 || head === undefined || repository.gone.has(head)) return [];
  const paths = found.map(({ path }) => path);
  const held = await search.open.objectsAt(head, paths);
  return found.flatMap(({ path, mark }) => {
    const absolute = `${root}/${path}`;
    const now = fileState(home, absolute);
    const heldBefore = held.get(path);
    if (now.kind !== 'file' || now.blobId === undefined) return [];
    const isOwn = search.wroteBefore(absolute, mark.at ?? '');
    return [
      { path: absolute, blobId: now.blobId, mark, isOwn, ...(heldBefore !== undefined && { heldBefore }) },
    ];
  });
}

function isFromTree(invocation: GitInvocation): boolean {
  return invocation.subcommand === 'restore' && leavesIndexAlone(invocation);
}
