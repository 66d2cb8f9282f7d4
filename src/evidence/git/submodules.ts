import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { entryKind } from './entry-kind.ts';
import { layoutOf, type RepositoryLayout } from './repository-layout.ts';
import type { RepositoryReading } from './repository-reading.ts';

const depthAtMost = 12;
const foldersAtMost = 2000;

/**
 * A repository and those of its submodules, which lie in its own git folder.
 * https://git-scm.com/docs/gitsubmodules
 */
export function withSubmodules(layout: RepositoryLayout, reading: RepositoryReading): RepositoryLayout[] {
  const found = [layout];
  const waiting = [{ folder: join(layout.commonDirectory, 'modules'), depth: 0 }];
  for (let looked = 0, next = waiting.pop(); next && looked < foldersAtMost; looked++, next = waiting.pop()) {
    for (const name of foldersIn(next.folder)) {
      const folder = join(next.folder, name);
      const isRepository = entryKind(join(folder, 'HEAD')) === 'file';
      const inner = isRepository ? layoutOf(folder, reading) : undefined;
      if (inner) found.push(inner);
      // Names of submodules have slashes; a submodule has its own below `modules`.
      const below = isRepository ? join(folder, 'modules') : folder;
      if (next.depth < depthAtMost) waiting.push({ folder: below, depth: next.depth + 1 });
    }
  }
  return found;
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}
