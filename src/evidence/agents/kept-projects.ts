import { join } from 'node:path';
import { statOf } from '../configuration/stat-of.ts';
import { userHomes } from '../configuration/user-homes.ts';
import type { Home } from '../home.ts';
import { entriesIn } from '../names-in.ts';

const projectsAtMost = 2000;
/** Projects lie so deep in any case; as deep as `deepest` only where no repository is above them. */
const usualDepth = 2;
/** `~/src/github.com/acme/shop` */
const deepest = 5;

/**
 * The folders of the homes in which people keep projects: those whose names do not begin with a dot, at most five
 * levels deep and not below a repository, but for the first two; absolute on this machine.
 */
export function keptProjects(home: Home): string[] {
  return userHomes(home).flatMap(projectsKeptIn).slice(0, projectsAtMost);
}

/** @param directory of one home, absolute on this machine */
export function projectsKeptIn(directory: string): string[] {
  const found: string[] = [];
  let level = [directory];
  for (let depth = 1; depth <= deepest && found.length < projectsAtMost; depth += 1) {
    const open =
      depth <= usualDepth ? level : level.filter((folder) => statOf(join(folder, '.git')) === undefined);
    level = open.slice(0, projectsAtMost).flatMap(foldersIn);
    found.push(...level);
  }
  return found.slice(0, projectsAtMost);
}

const noProjects: ReadonlySet<string> = new Set(['node_modules', 'Library', 'AppData']);

function foldersIn(folder: string): string[] {
  return entriesIn(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !noProjects.has(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
}
