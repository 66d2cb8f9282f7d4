import { join } from 'node:path';
import { userHomes } from '../configuration/configuration-folders.ts';
import type { Home } from '../home.ts';
import { entriesIn } from '../names-in.ts';

const projectsAtMost = 2000;

/**
 * The folders of the homes in which people keep projects: those at most two levels deep whose names do not begin with
 * a dot; absolute on this machine.
 */
export function keptProjects(home: Home): string[] {
  const first = userHomes(home).flatMap(foldersIn);
  return [...first, ...first.flatMap(foldersIn)].slice(0, projectsAtMost);
}

const noProjects: ReadonlySet<string> = new Set(['node_modules', 'Library', 'AppData']);

function foldersIn(folder: string): string[] {
  return entriesIn(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !noProjects.has(entry.name))
    .map(({ name }) => join(folder, name))
    .sort();
}
