import { join } from 'node:path';
import { entryKind } from './entry-kind.ts';
import { readBoundedFile } from './read-bounded-file.ts';
import { followPath, type RepositoryReading, reporter, staysInside } from './repository-reading.ts';

const depthAtMost = 5;
const directoriesAtMost = 64;
const fileLimitBytes = 64 * 1024;

/**
 * The repository's object folder and those it borrows from, resolved here and not by git, which would follow
 * whatever the evidence names. https://git-scm.com/docs/gitrepository-layout#Documentation/gitrepository-layout.txt-objectsinfoalternates
 */
export function objectDirectories(commonDirectory: string, reading: RepositoryReading): string[] {
  const found: string[] = [];
  const own = join(commonDirectory, 'objects');
  const isOwn = entryKind(own) === undefined || staysInside(own, own, reading);
  const waiting = isOwn ? [{ directory: own, depth: 0 }] : [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (found.includes(next.directory)) continue;
    if (found.length >= directoriesAtMost || next.depth > depthAtMost) {
      reporter(reading)('truncated', 'it borrows objects through too many folders', next.directory);
      continue;
    }
    found.push(next.directory);
    for (const directory of alternatesOf(next.directory, reading)) {
      waiting.push({ directory, depth: next.depth + 1 });
    }
  }
  return found;
}

function alternatesOf(directory: string, reading: RepositoryReading): string[] {
  const file = join(directory, 'info', 'alternates');
  const report = reporter(reading);
  const read = readBoundedFile(file, fileLimitBytes);
  if (read.state === 'absent') return [];
  if (read.state === 'refused' || read.cut) {
    report('unreadable', 'the list of borrowed object folders could not be read', file);
    return [];
  }
  const lines = read.bytes.toString('utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      // Relative ones are meant from the object folder, not from `info`.
      const target = followPath(line, join(directory, 'info'), reading);
      if (target === undefined) return [];
      if (entryKind(target) === 'folder') return [target];
      report('missing', 'objects are borrowed from a folder that is not there', file);
      return [];
    });
}
