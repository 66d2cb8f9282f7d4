import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Home, hostPath, isElsewhere } from '../home.ts';
import { readIndex } from './index-file.ts';
import { readBoundedFile } from './read-bounded-file.ts';

const sha1Bytes = 20;
const mostBytes = 16 * 1024 * 1024;

/**
 * Whether a repository's index holds a file as it is on disk; without running git. Of a linked worktree or of SHA-256
 * nothing is known, so it does not.
 * @param path and repository as the evidence writes them
 */
export function isHeldByIndex(path: string, repository: string, home: Home): boolean {
  const folder = join(hostPath(home, repository), '.git');
  if (isElsewhere(home, repository)) return false;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  const name = posix.relative(repository, path);
  const entry = readIndex(folder, sha1Bytes).find((one) => one.path === name);
  return entry !== undefined && entry.sha === blobId(hostPath(home, path));
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function blobId(path: string): string | undefined {
  const file = readBoundedFile(path, mostBytes);
  if (file.state !== 'read' || file.cut) return undefined;
  const hash = createHash('sha1').update(`blob ${file.bytes.length}\0`);
  return hash.update(file.bytes).digest('hex');
}
