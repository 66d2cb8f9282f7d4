import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordedPathOf } from '../home.ts';
import { type Ref, readHead } from './read-refs.ts';
import type { WorktreeEvidence } from './repository-evidence.ts';
import type { RepositoryLayout } from './repository-layout.ts';
import type { RepositoryReading } from './repository-reading.ts';

/** The main working tree first, then the linked ones. */
export function readWorktrees(
  layout: RepositoryLayout,
  refs: readonly Ref[],
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
    head: readHead(gitDirectory, refs, reading),
    inProgress: operations.flatMap(([file, operation]) =>
      existsSync(join(gitDirectory, file)) ? [operation] : [],
    ),
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
  ['rebase-apply', 'rebase'],
  ['BISECT_LOG', 'bisect'],
] as const;
