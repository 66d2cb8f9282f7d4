import { spanOf } from '../../assess/call-index.ts';
import type { ReplacedFile } from '../../assess/rollback/file-facts.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import { fileState, writtenAtMs } from '../../evidence/file-state.ts';
import type { Home } from '../../evidence/home.ts';
import type { GitInvocation } from '../../shell/git-invocation.ts';
import { type DiscardSearch, markOf } from './discarded-files.ts';
import { namesTree, reaches } from './discarding.ts';

/**
 * Files that `git restore --source` put in place from another commit. It leaves the index alone, so that only the files
 * themselves tell of it. https://git-scm.com/docs/git-restore
 */
export async function restoredFromTree(
  { repository, calls, state }: RepositoryFacts,
  home: Home,
  search: DiscardSearch,
): Promise<ReplacedFile[]> {
  const { path: root } = repository;
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
  const isStaged = invocation.args.some((arg) => /^(?:--staged|-[a-zA-Z]*S[a-zA-Z]*)$/.test(arg));
  return invocation.subcommand === 'restore' && !isStaged && namesTree(invocation, () => false);
}

/** A file system may tell seconds only. What was written since is not what git put there. */
function isWrittenBy(call: GitCall, at: number | undefined): boolean {
  const span = spanOf(call);
  return (
    span !== undefined && at !== undefined && Math.floor(span.fromMs / 1000) * 1000 <= at && at <= span.toMs
  );
}
