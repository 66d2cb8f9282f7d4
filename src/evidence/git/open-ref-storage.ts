import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { referencePath } from '../home.ts';
import { entryKind } from './entry-kind.ts';
import { readBoundedFile } from './read-bounded-file.ts';
import { readReflogs } from './read-reflogs.ts';
import { readHead, readRefs } from './read-refs.ts';
import type { RefStorage } from './ref-storage.ts';
import { refTables } from './reftable/ref-tables.ts';
import { firstLine, type RepositoryLayout } from './repository-layout.ts';
import type { RepositoryReading } from './repository-reading.ts';

/** Opens the refs of a repository; whatever cannot be read becomes a gap. */
export function openRefStorage(layout: RepositoryLayout, reading: RepositoryReading): RefStorage {
  return isKeptAsTables(layout.commonDirectory) ? refTables(layout, reading) : refFiles(layout, reading);
}

function refFiles(layout: RepositoryLayout, reading: RepositoryReading): RefStorage {
  const refs = readRefs(layout, reading);
  const reference = (path: string) => referencePath(reading.home, path);
  return {
    form: 'files',
    refs,
    headOf: (gitDirectory) => readHead(gitDirectory, refs, reading),
    reflogs: () => readReflogs(reflogFolders(layout), { reference, reportGap: reading.reportGap }),
    holderOf(gitDirectory, name) {
      const path = join(gitDirectory, name);
      return existsSync(path) ? path : undefined;
    },
  };
}

function reflogFolders({ commonDirectory, linked }: RepositoryLayout) {
  return [
    { directory: join(commonDirectory, 'logs'), prefix: '' },
    ...linked.map(({ name, gitDirectory }) => ({
      directory: join(gitDirectory, 'logs'),
      prefix: `worktrees/${name}/`,
    })),
  ];
}

const configurationLimitBytes = 1024 * 1024;

/**
 * The configuration says it; where there is none, the HEAD that git leaves there for its older versions does.
 * https://git-scm.com/docs/reftable#_backward_compatibility
 */
function isKeptAsTables(commonDirectory: string): boolean {
  const read = readBoundedFile(join(commonDirectory, 'config'), configurationLimitBytes);
  const text = read.state === 'read' ? read.bytes.toString('utf8') : '';
  const [, named] = /^\s*refstorage\s*=\s*"?([^\s";#]+)/im.exec(text) ?? [];
  if (named !== undefined) return named.toLowerCase() === 'reftable';
  const isLeftThere = firstLine(join(commonDirectory, 'HEAD')) === 'ref: refs/heads/.invalid';
  return isLeftThere && entryKind(join(commonDirectory, 'reftable')) === 'folder';
}
