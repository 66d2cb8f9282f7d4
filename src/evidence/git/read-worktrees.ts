import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { recordedPathOf } from '../home.ts';
import type { RefStorage } from './ref-storage.ts';
import type { OperationInProgress, WorktreeEvidence } from './repository-evidence.ts';
import type { RepositoryLayout } from './repository-layout.ts';
import type { RepositoryReading } from './repository-reading.ts';

/** The main working tree first, then the linked ones. */
export function readWorktrees(
  layout: RepositoryLayout,
  storage: RefStorage,
  reading: RepositoryReading,
): WorktreeEvidence[] {
  const all = [
    { name: '', gitDirectory: layout.commonDirectory, worktree: mainWorktree(layout) },
    ...layout.linked,
  ];
  return all.map(({ name, gitDirectory, worktree }) => ({
    ...(worktree !== undefined && { path: recordedPathOf(reading.home, worktree) }),
    name,
    present: worktree !== undefined && existsSync(worktree),
    head: storage.headOf(gitDirectory),
    inProgress: operationsIn(gitDirectory, storage).map(({ path, operation }) => ({
      name: operation,
      since: new Date(statSync(path).mtimeMs).toISOString(),
      gitDirectory: recordedPathOf(reading.home, gitDirectory),
    })),
  }));
}

function mainWorktree({ worktree, gitDirectory, commonDirectory }: RepositoryLayout): string | undefined {
  if (gitDirectory === commonDirectory) return worktree;
  return commonDirectory.endsWith('.git') ? join(commonDirectory, '..') : undefined;
}

/** What git leaves behind while an operation waits for the user. https://git-scm.com/docs/gitrepository-layout */
const operations = [
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply/applying', 'am'],
  ['rebase-apply/rebasing', 'rebase'],
  ['BISECT_LOG', 'bisect'],
] as const satisfies readonly (readonly [string, OperationInProgress['name']])[];

/** A rebase stops at a pick that it leaves to the user: giving up the rebase ends both. */
function operationsIn(gitDirectory: string, storage: RefStorage) {
  const found = operations.flatMap(([file, operation]) => {
    const path = storage.holderOf(gitDirectory, file);
    return path === undefined ? [] : [{ path, operation }];
  });
  const isRebase = found.some(({ operation }) => operation === 'rebase');
  return isRebase ? found.filter(({ operation }) => operation === 'rebase' || operation === 'bisect') : found;
}
