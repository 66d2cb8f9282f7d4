import { join, resolve } from 'node:path';
import { type Home, hostPath, isAtHand, recordedPathOf } from '../home.ts';
import { type ProjectFolder, withAncestors } from './project-folders.ts';
import { type Evidence, readText } from './read-text.ts';

const pointerBytesAtMost = 8192;
const pointer = /^gitdir: (.{1,4096}?)[\\/]\.git[\\/]worktrees[\\/][^\\/\r\n]+\s*$/;

/**
 * The folders from which sessions in a project take files that do not lie in it: those above it, the home, and of a
 * linked working tree the main checkout. https://code.claude.com/docs/en/mcp#project-scope
 */
export function inheritedFolders(
  projects: readonly ProjectFolder[],
  evidence: Evidence,
): readonly ProjectFolder[] {
  const { home } = evidence;
  const own = new Set(projects.map(({ path }) => path));
  const found = new Set([
    ...projects.flatMap(({ path }) => withAncestors(path, home)),
    ...projects.flatMap(({ path }) => mainCheckout(path, evidence) ?? []),
    home.directory,
  ]);
  return [...found]
    .filter((path) => !own.has(path))
    .sort()
    .map((path) => ({ path, recorded: recordedPathOf(home, path) }));
}

/** https://git-scm.com/docs/git-worktree#_details: `.git` is a file that names the folder of the working tree. */
function mainCheckout(folder: string, evidence: Evidence): string | undefined {
  const text = readText(join(folder, '.git'), evidence, pointerBytesAtMost)?.text;
  const named = text === undefined ? undefined : pointer.exec(text)?.[1];
  return named === undefined ? undefined : hereOf(named, folder, evidence.home);
}

function hereOf(named: string, folder: string, home: Home): string | undefined {
  const recorded = /^\.{1,2}(?:[\\/]|$)/.test(named) ? recordedPathOf(home, resolve(folder, named)) : named;
  return isAtHand(home, recorded) ? hostPath(home, recorded) : undefined;
}
