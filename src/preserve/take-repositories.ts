import { posix } from 'node:path';
import { bagFiles } from '../evidence/bag.ts';
import { repositoryParts } from '../evidence/git/bundle-path.ts';
import { bundleRepository } from '../evidence/git/bundle-repository.ts';
import type { RepositoryLayout } from '../evidence/git/repository-layout.ts';
import type { RepositoryReading } from '../evidence/git/repository-reading.ts';
import type { WorktreeState } from '../evidence/git/worktree-state.ts';
import { type Collecting, isFileError } from './collecting.ts';
import { addDocument, makeFile } from './make-file.ts';
import { payloadPath } from './payload-path.ts';

/** A repository of which a bag keeps every object. */
export interface CollectedRepository {
  readonly layout: RepositoryLayout;
  /** The folder that all its working trees share, as the evidence writes it. */
  readonly path: string;
  /** What its working tree held besides HEAD; absent where it has none. */
  readonly worktree?: { readonly gitDirectory: string; readonly state: WorktreeState };
}

/** How repositories are read, and with which git. */
export interface RepositoryAccess {
  readonly reading: RepositoryReading;
  /** Folder of the git to run. */
  readonly searchPath: string;
}

/**
 * Writes a bundle of each repository, and what its working tree held.
 * @returns git folders, as the evidence writes them, whose objects are in a bundle; of the others, a gap says why not
 */
export async function takeRepositories(
  repositories: readonly CollectedRepository[],
  access: RepositoryAccess,
  run: Collecting,
): Promise<ReadonlySet<string>> {
  const bundled = new Set<string>();
  for (const repository of repositories) {
    run.progress(`bundling ${repository.path}`);
    if (await bundle(repository, access, run)) bundled.add(repository.path);
    const { worktree } = repository;
    if (!worktree) continue;
    const payload = partOf(worktree.gitDirectory, 'worktree');
    const content = `${JSON.stringify(worktree.state, undefined, 2)}\n`;
    const what = 'what the working tree held besides HEAD';
    await addDocument({ payload, what, from: worktree.gitDirectory, content }, run);
  }
  return bundled;
}

async function bundle(
  { layout, path }: CollectedRepository,
  { reading, searchPath }: RepositoryAccess,
  run: Collecting,
): Promise<boolean> {
  const made = { payload: partOf(path, 'bundle'), what: 'every object of the repository', from: path };
  try {
    await makeFile(
      made,
      run,
      async (file) => (await bundleRepository(layout, { file, searchPath }, reading)) > 0,
    );
    return true;
  } catch (error) {
    if (isFileError(error)) throw error;
    const why = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    const reason = `git could not bundle the repository (${why}): its objects were copied as they lie`;
    reading.reportGap({ kind: 'malformed', reason, evidence: { path } });
    return false;
  }
}

function partOf(gitDirectory: string, part: keyof typeof repositoryParts): string {
  const inside = posix.relative(bagFiles.root, payloadPath(gitDirectory));
  return posix.join(bagFiles.repositories, `${inside}${repositoryParts[part]}`);
}
