import { join } from 'node:path';
import type { NamedFile } from '../../evidence/collection/list-sources.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import { locateRepositories } from '../../evidence/git/locate-repositories.ts';
import { objectDirectories } from '../../evidence/git/object-directories.ts';
import { openRepository } from '../../evidence/git/open-repository.ts';
import type { RepositoryLayout } from '../../evidence/git/repository-layout.ts';
import type { RepositoryReading } from '../../evidence/git/repository-reading.ts';
import { withSubmodules } from '../../evidence/git/submodules.ts';
import type { WorktreeState } from '../../evidence/git/worktree-state.ts';
import { recordedPathOf, territoryOf } from '../../evidence/home.ts';
import { liesIn } from '../../evidence/lies-in.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import type { CollectedRepository } from '../../preserve/take-repositories.ts';
import type { CollectedWork } from '../git/collected-work.ts';
import { foldersOf } from '../git/examine-repositories.ts';
import { whichGit } from '../git/which-git.ts';

/** The repositories in which sessions worked, and what of them a bundle does not hold. */
export interface ChosenRepositories {
  /** Folder of the git that reads them. */
  readonly searchPath: string;
  readonly repositories: readonly CollectedRepository[];
  /** Object folders, absolute on this machine → git folders that use them, as the evidence writes them. */
  readonly stores: ReadonlyMap<string, readonly string[]>;
  readonly files: readonly NamedFile[];
}

export async function chooseRepositories(
  work: CollectedWork,
  evidence: Evidence,
  invocation: Invocation<'repo' | 'git'>,
): Promise<ChosenRepositories> {
  const { home } = evidence;
  const searchPath = whichGit(invocation, home, foldersOf(work).recorded);
  // What is wrong inside a repository is for its examination to say: the files are collected as they are.
  const reading = { home, reportGap: () => undefined };
  const question = { inWindow: () => false, ids: [], deep: false, searchPath };
  const repositories: CollectedRepository[] = [];
  const stores = new Map<string, readonly string[]>();
  const files: NamedFile[] = [];
  const found = locateRepositories({ given: invocation.options.repo, ...foldersOf(work) }, reading);
  for (const layout of found.filter((candidate) => isOfEvidence(candidate, evidence))) {
    const open = await openRepository(layout, question, reading);
    const state = await open.worktreeState();
    open.close();
    const gitDirectory = recordedPathOf(home, layout.gitDirectory);
    const [, ...submodules] = withSubmodules(layout, reading);
    repositories.push(
      { layout, path: pathOf(layout, reading), ...(state && { worktree: { gitDirectory, state } }) },
      ...submodules.map((inner) => ({ layout: inner, path: pathOf(inner, reading) })),
    );
    files.push(...filesOf(layout), ...uncommittedFiles(layout, state));
  }
  for (const { layout, path } of repositories) {
    for (const store of objectDirectories(layout.commonDirectory, reading)) {
      stores.set(store, [...(stores.get(store) ?? []), path]);
    }
  }
  const borrowed = [...stores.keys()].map((file) => ({ file, area: 'repository' }) as const);
  return { searchPath, repositories, stores, files: [...files, ...borrowed] };
}

/** A path of another machine must not lead to a repository of this one, unless the user names it. */
function isOfEvidence({ commonDirectory, worktree }: RepositoryLayout, evidence: Evidence): boolean {
  return territoryOf(evidence.home).some(
    (folder) => liesIn(commonDirectory, folder) || liesIn(worktree ?? '/', folder),
  );
}

function pathOf({ commonDirectory }: RepositoryLayout, { home }: RepositoryReading): string {
  return recordedPathOf(home, commonDirectory);
}

/** The git folder, and what points to it. */
function filesOf({ commonDirectory, worktree, linked }: RepositoryLayout): NamedFile[] {
  const roots = [worktree, ...linked.map((tree) => tree.worktree)].filter((root) => root !== undefined);
  return [commonDirectory, ...roots.map((root) => join(root, '.git'))].map((file) => ({
    file,
    area: 'repository',
  }));
}

/** What lies in the working tree and in no commit. */
function uncommittedFiles({ worktree }: RepositoryLayout, state: WorktreeState | undefined): NamedFile[] {
  if (worktree === undefined || !state) return [];
  return [...state.changed, ...state.untracked].map((path) => ({ file: join(worktree, path), area: 'work' }));
}
