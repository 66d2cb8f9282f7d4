import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

const rules: ReadonlySet<string> = new Set(['.gitignore', '.gitattributes']);
const entriesAtMost = 500_000;

/**
 * Git opens the rules of every folder of a working tree, and waits for ever where one is a pipe.
 * @throws {Error} where one of them is neither a file nor a link, which git does not follow
 */
export function requireReadableRules(worktree: string): void {
  const waiting = [worktree];
  let entries = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(folder)) {
      entries += 1;
      if (entries > entriesAtMost) return;
      if (entry.isDirectory() && entry.name !== '.git') waiting.push(join(folder, entry.name));
      if (rules.has(entry.name) && !isReadable(entry)) throw new Error(`a ${entry.name} is no regular file`);
    }
  }
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
