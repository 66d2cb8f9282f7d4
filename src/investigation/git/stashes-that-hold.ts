import type { DiscardedFile } from '../../assess/rollback/file-facts.ts';
import type { RepositoryFacts } from '../../assess/rollback/repository-facts.ts';
import { isStash } from '../../assess/rollback/stashes.ts';
import type { OpenRepository } from '../../evidence/git/open-repository.ts';

const stashesAtMost = 100;

/** Stashes, also dropped ones, that hold other contents of files than those that git wrote over them; by path. */
export async function stashesThatHold(
  { repository, unnamed }: RepositoryFacts,
  open: OpenRepository,
  files: readonly DiscardedFile[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (files.length === 0) return found;
  const stashes = [...repository.commits, ...(unnamed?.commits ?? [])]
    .filter(isStash)
    .slice(0, stashesAtMost);
  for (const { sha } of stashes) {
    const relative = files.map(({ path }) => path.slice(repository.path.length + 1));
    const held = await open.objectsAt(sha, relative);
    for (const { path, blobId } of files) {
      const object = held.get(path.slice(repository.path.length + 1));
      if (object !== undefined && object !== blobId) found.set(path, [...(found.get(path) ?? []), sha]);
    }
  }
  return found;
}
