import { join } from 'node:path';
import { isObjectId } from './object-id.ts';
import { readBoundedFile } from './read-bounded-file.ts';
import type { RepositoryLayout } from './repository-layout.ts';

/** Commits at which a shallow clone ends. https://git-scm.com/docs/shallow */
export function shallowCommits({ commonDirectory }: RepositoryLayout): string[] {
  const read = readBoundedFile(join(commonDirectory, 'shallow'), 16 * 1024 * 1024);
  return read.state === 'read' ? read.bytes.toString('latin1').split('\n').filter(isObjectId) : [];
}
