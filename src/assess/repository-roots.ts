import type { RepositoryEvidence } from '../evidence/git/repository-evidence.ts';

/** The folders that belong to one repository: its working trees and its git folder. */
export interface RepositoryRoots {
  readonly contain: (directory: string) => boolean;
}

export function rootsOf({
  path,
  worktrees,
}: Pick<RepositoryEvidence, 'path' | 'worktrees'>): RepositoryRoots {
  const roots = [path, ...worktrees.flatMap((worktree) => worktree.path ?? [])].map(plain);
  return {
    contain: (directory) => {
      const asked = plain(directory);
      return roots.some((root) => asked === root || asked.startsWith(`${root}/`));
    },
  };
}

/** Windows paths with `/`, without a trailing separator and with a small drive letter. */
function plain(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^[A-Z]:/, (drive) => drive.toLowerCase())
    .replace(/(?<=.)\/+$/, '');
}
