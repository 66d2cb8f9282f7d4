import { existsSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { bagFiles } from '../bag.ts';
import type { Home } from '../home.ts';

/** What a bag keeps of a repository besides its own files. */
export const repositoryParts = {
  /** Of the folder that all working trees share. */
  bundle: '.bundle',
  /** Of the git folder of one working tree: what it held besides HEAD. */
  worktree: '.worktree.json',
} as const;

/** The file of a bag that belongs to a git folder of its evidence, or nothing where there is none. */
export function repositoryPart(
  { bag, root }: Home,
  gitDirectory: string,
  part: keyof typeof repositoryParts,
): string | undefined {
  if (bag === undefined || root === undefined) return undefined;
  const inside = relative(root, gitDirectory);
  if (inside.startsWith('..') || isAbsolute(inside)) return undefined;
  const path = join(bag, bagFiles.repositories, `${inside}${repositoryParts[part]}`);
  return existsSync(path) ? path : undefined;
}
