import type { RepositoryEvidence } from '../evidence/git/repository-evidence.ts';

/** The folders that belong to one repository: its working trees and its git folder. */
export interface RepositoryRoots {
  readonly contain: (directory: string) => boolean;
}

export function rootsOf({
  path,
  worktrees,
}: Pick<RepositoryEvidence, 'path' | 'worktrees'>): RepositoryRoots {
  return { contain: foldersContain([path, ...worktrees.flatMap((worktree) => worktree.path ?? [])]) };
}

/** Whether a folder is one of some folders, or lies in one. */
export function foldersContain(folders: readonly string[]): (directory: string) => boolean {
  const roots = [...new Set(folders.map(plain))];
  return (directory) => {
    const asked = plain(directory);
    return roots.some((root) => asked === root || asked.startsWith(`${root}/`));
  };
}

/** Windows paths with `/`, without a trailing separator and with a small drive letter. */
function plain(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^[A-Z]:/, (drive) => drive.toLowerCase())
    .replace(/(?<=.)\/+$/, '');
}
