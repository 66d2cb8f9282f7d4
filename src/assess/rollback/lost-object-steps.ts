import type { AttributedRefMove } from '../attribution.ts';
import { danglingSteps } from './dangling-steps.ts';
import { committing, git } from './git-command.ts';
import { deletedBranches, droppedStashes, type LostName, orphanedTips } from './lost-names.ts';
import { newBranch } from './new-branch.ts';
import type { LostForGood, RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/** What a plan says of branches, stashes and commits that no ref names any more. */
export interface LostObjects {
  readonly steps: readonly RollbackStep[];
  readonly lost: readonly LostForGood[];
  readonly unknown: readonly string[];
}

/** Gives names back to what calls deleted, dropped or moved away from. */
export function lostObjectSteps(facts: RepositoryFacts, stamp: string): LostObjects {
  const branches = deletedBranches(facts);
  const stashes = droppedStashes(facts);
  const named = new Set([
    ...branches.flatMap(({ sha }) => sha ?? []),
    ...stashes.flatMap(({ sha }) => sha ?? []),
    ...facts.branches.flatMap(({ before }) => before ?? []),
  ]);
  const orphans = orphanedTips(facts).filter(({ sha }) => !named.has(sha));
  const all = [...branches, ...stashes];
  return {
    steps: [
      ...branches.flatMap((branch) => branchStep(facts, branch)),
      ...stashes.flatMap((stash) => stashStep(facts, stash)),
      ...orphans.map((orphan) => orphanStep(facts, orphan, stamp)),
      ...danglingSteps(facts, named, stamp),
    ],
    lost: all.flatMap(({ call, what, gone }) =>
      gone === undefined ? [] : [{ what, reason: gone, evidence: [call.evidence] }],
    ),
    unknown: all.flatMap(({ unknown }) => unknown ?? []),
  };
}

function branchStep({ repository }: RepositoryFacts, { call, what, sha }: LostName): RollbackStep[] {
  if (sha === undefined) return [];
  return [
    {
      kind: 'repository',
      title: 'Bring back a deleted branch',
      subject: what,
      reason: 'a recorded call deleted it',
      evidence: [call.evidence],
      ...newBranch(repository.path, what, sha),
      repository: repository.path,
    },
  ];
}

function stashStep({ repository }: RepositoryFacts, { call, sha }: LostName): RollbackStep[] {
  if (sha === undefined) return [];
  const { path } = repository;
  return [
    {
      kind: 'repository',
      title: 'Bring back a dropped stash',
      subject: sha,
      reason: 'a recorded call dropped it',
      evidence: [call.evidence],
      commands: [committing(path, 'stash', 'store', '-m', 'dropped by the session', sha)],
      changes: 'adds an entry to the list of stashes; no file changes',
      risk: 'none',
      check: 'the newest stash is the one that was dropped',
      checkCommand: `test "$(${git(path, 'rev-parse', '--verify', '--quiet', 'refs/stash')})" = ${sha}`,
      undo: 'drops it again',
      undoCommands: [git(path, 'stash', 'drop', '--quiet', 'stash@{0}')],
      repository: path,
    },
  ];
}

function orphanStep({ repository }: RepositoryFacts, move: AttributedRefMove, stamp: string): RollbackStep {
  const { sha, ref, evidence } = move;
  return {
    kind: 'repository',
    title: 'Name commits that a recorded call left without a name',
    subject: `${ref} ${sha.slice(0, 10)}`,
    reason: 'a recorded call moved a ref away from them, and no ref reaches them any more',
    evidence: [evidence],
    ...newBranch(repository.path, `rescued-${stamp}/${sha.slice(0, 10)}`, sha),
    repository: repository.path,
  };
}
