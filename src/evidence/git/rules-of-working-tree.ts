import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Home } from '../home.ts';
import { readBoundedFile } from './read-bounded-file.ts';
import { withinBoundary } from './repository-reading.ts';

const rules: ReadonlySet<string> = new Set(['.gitignore', '.gitattributes', '.git']);
const pointerLimitBytes = 8192;
const entriesAtMost = 500_000;

/**
 * Git opens the rules of every folder of a working tree, and waits for ever where one is a pipe. It looks into a folder
 * with a `.git` as well, wherever such a file says that its repository lies.
 * @throws {Error} where one of them is neither a file nor a link, which git does not follow, or leads to what is none or
 * out of the evidence
 */
export function requireReadableRules(worktree: string, home: Home): void {
  const waiting = [worktree];
  let entries = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(folder)) {
      entries += 1;
      if (entries > entriesAtMost) return;
      if (entry.isDirectory() && entry.name !== '.git') waiting.push(join(folder, entry.name));
      if (rules.has(entry.name) && !isReadable(entry)) throw new Error(`a ${entry.name} is no regular file`);
      if (entry.name === '.git' && folder !== worktree) requireHead(join(folder, entry.name), worktree, home);
    }
  }
}

/** @throws {Error} where git would open what it should not to see which commit a repository inside the tree is at */
function requireHead(dotGit: string, worktree: string, home: Home): void {
  const read = readBoundedFile(dotGit, pointerLimitBytes);
  const named = read.state === 'read' ? /^gitdir: (.*)/.exec(read.bytes.toString('utf8'))?.[1] : undefined;
  const gitDirectory = named === undefined ? dotGit : resolve(dotGit, '..', named);
  if (!withinBoundary(gitDirectory, join(worktree, '.git'), home))
    throw new Error('a .git in it leads out of the evidence');
  const head = lstatSync(join(gitDirectory, 'HEAD'), { throwIfNoEntry: false });
  if (head !== undefined && !head.isFile())
    throw new Error('the HEAD of a repository in it is no regular file');
}

function isReadable(entry: Dirent): boolean {
  return entry.isFile() || entry.isDirectory() || entry.isSymbolicLink();
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
