import { wroteCommit } from '../agent-commits.ts';
import type { AttributedRefMove } from '../attribution.ts';
import type { RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';

const namedAtMost = 20;

/**
 * Commits that were made here while a session worked with prompts off, and that no recorded call made: a human beside
 * it, a program that a call had started, or a call whose record is gone. Nothing is taken back of them.
 */
export function unrecordedCommitSteps({ repository, moves }: RepositoryFacts): RollbackStep[] {
  const found = new Map<string, AttributedRefMove>();
  for (const move of moves) if (move.promptsOff && wroteCommit(move)) found.set(move.sha, move);
  if (found.size === 0) return [];
  const commits = [...found.values()];
  const started = commits.some(({ candidates }) => candidates.length > 0);
  const named = commits
    .slice(0, namedAtMost)
    .map(({ sha, subject }) => `${sha.slice(0, 10)} ${subject ?? ''}`.trim());
  const more = commits.length > namedAtMost ? [`${commits.length - namedAtMost} more`] : [];
  return [
    {
      kind: 'repository',
      title: 'Look at commits that no recorded call made while prompts were off',
      subject: [...named, ...more].join(', '),
      reason: `a human beside the session made them, a program that a call had started, or a call whose record is gone${started ? '; while some were made, recorded calls ran' : ''}`,
      evidence: commits.slice(0, 10).map(({ evidence }) => evidence),
      commands: [],
      changes:
        'nothing by itself: ask each author, and read what the commit changes (git show); git revert takes one back',
      risk: 'they may be the work of a human: the plan leaves them alone',
      check: 'each of them has somebody who says that it is theirs, or is reverted',
      undo: 'nothing to undo',
      undoCommands: [],
      repository: repository.path,
    },
  ];
}
