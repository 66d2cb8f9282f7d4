import { spanOf } from '../../assess/call-index.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import { writtenAtMs } from '../../evidence/file-state.ts';
import type { IndexEntry } from '../../evidence/git/index-file.ts';
import type { Home } from '../../evidence/home.ts';
import { leavesIndexAlone, reaches } from './discarding.ts';

/**
 * Tracked files that git wrote while the call ran without telling the index, and that stand as the index has them: git
 * leaves a file alone that already does.
 * @param entries of the index
 */
export function untoldFiles(
  call: GitCall,
  { repository: { path: root }, state }: RepositoryFacts,
  { home, entries }: { readonly home: Home; readonly entries: () => readonly IndexEntry[] },
): IndexEntry[] {
  const invocations = call.invocations.filter(leavesIndexAlone);
  if (invocations.length === 0 || !state) return [];
  const changed = new Set([...state.changed, ...state.deleted]);
  return entries().filter(({ path }) => {
    const absolute = `${root}/${path}`;
    return (
      !changed.has(path) &&
      invocations.some((one) => reaches(one, absolute)) &&
      isWrittenBy(call, writtenAtMs(home, absolute))
    );
  });
}

/** Whether a file's time falls into the call. A file system may tell seconds only. */
export function isWrittenBy(call: GitCall, at: number | undefined): boolean {
  const span = spanOf(call);
  return (
    span !== undefined && at !== undefined && Math.floor(span.fromMs / 1000) * 1000 <= at && at <= span.toMs
  );
}
