import { homeOf } from '../../shell/homes.ts';
import { foldersContain } from '../repository-roots.ts';
import type { RepositoryFacts } from './repository-facts.ts';

export interface CopiesPlace {
  /** The evidence home, as the evidence writes it. */
  readonly home: string;
  readonly repositories: readonly Pick<RepositoryFacts, 'repository'>[];
  /** Names the folder: digits and letters only. */
  readonly stamp: string;
}

/**
 * Where all copies of a plan go: the home of the user whose files they are, never a collected copy of it, and never a
 * working tree, whose next `git add` would commit them.
 */
export function copiesFolder({ home, repositories, stamp }: CopiesPlace): string {
  const name = `yolo-triage-${stamp}`;
  const isTree = foldersContain(
    repositories.flatMap(({ repository: { path, worktrees } }) => [
      path,
      ...worktrees.flatMap((worktree) => worktree.path ?? []),
    ]),
  );
  const own = homeOf(home) === home ? `${home}/${name}` : `${home.replace(/[\\/]+$/, '')}.${name}`;
  return isTree(own) ? `/var/tmp/${name}` : own;
}
