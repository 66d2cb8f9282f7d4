import { git, namesExactly } from './git-command.ts';
import { headAndBranchBack } from './head-back.ts';
import type { LostRef } from './lost-refs.ts';
import { isRefName, newBranch, newRef } from './new-branch.ts';
import type { RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/**
 * Brings one branch or tag back. A branch whose name somebody has taken since comes back under another one, and only
 * where nothing else reaches its commit.
 */
export function lostRefSteps(facts: RepositoryFacts, lost: LostRef, stamp: string): RollbackStep[] {
  const { repository } = facts;
  const { call, ref, what, sha, now } = lost;
  if (sha === undefined) return [];
  const common = {
    kind: 'repository',
    subject: what,
    evidence: [call.evidence],
    repository: repository.path,
  } as const;
  if (ref.startsWith('refs/tags/')) return isRefName(what) ? [{ ...common, ...tagParts(facts, lost) }] : [];
  if (now === undefined && !isInTheWay(facts, ref)) {
    return [
      {
        ...common,
        title: 'Bring back a deleted branch',
        reason: 'a recorded call deleted it, or gave its name up for another',
        ...newBranch(repository.path, what, sha),
      },
    ];
  }
  const back = now === undefined ? undefined : renamedBack(facts, { ...lost, before: sha, now });
  if (back)
    return [{ ...common, reason: 'a recorded call gave its name to another branch by force', ...back }];
  if (!repository.unreachable.has(sha)) return [];
  return [
    {
      ...common,
      title: 'Bring back a deleted branch under another name',
      reason: 'a recorded call deleted it, and the name was taken again for other commits',
      ...newBranch(repository.path, `rescued-${stamp}/${what}`, sha),
    },
  ];
}

/** A branch over which another was renamed or copied, and that still stands where that one stood, goes back to its own commit. */
function renamedBack({ repository }: RepositoryFacts, { ref, from, before, now }: LostRef & MovedRef) {
  if (from === undefined || !isRefName(from)) return undefined;
  const { path, refs, worktrees } = repository;
  const other = refs.find(({ name }) => name === `refs/heads/${from}`);
  const heads = worktrees.filter(({ head }) => head.ref === ref);
  // A branch that was copied still stands at its commit itself.
  if (heads.length === 0 && (!other || other.sha === now)) return movedBack(path, { ref, before, now });
  if (other) return undefined;
  const isOnlyHere = heads.length === 1 && heads[0]?.path === path;
  return isOnlyHere ? headAndBranchBack(path, { ref, before, now }, `refs/heads/${from}`) : undefined;
}

/** Git keeps no branch `a` beside a branch `a/b`. */
function isInTheWay({ repository }: RepositoryFacts, ref: string): boolean {
  return repository.refs.some(({ name }) => name.startsWith(`${ref}/`) || ref.startsWith(`${name}/`));
}

function tagParts({ repository: { path } }: RepositoryFacts, { ref, sha = '', now }: LostRef) {
  if (now === undefined) {
    return {
      title: 'Bring back a deleted tag',
      reason: 'a recorded call deleted it',
      ...newRef(path, ref, sha),
    };
  }
  return {
    ...movedBack(path, { ref, before: sha, now }),
    title: 'Move a tag back to where it was before the session',
    reason: 'a recorded call made it stand elsewhere',
    changes: 'only where the tag points; what was published of it stays published',
  };
}

interface MovedRef {
  readonly ref: string;
  readonly before: string;
  readonly now: string;
}

function movedBack(path: string, { ref, before, now }: MovedRef) {
  const message = ['-m', 'yolo-triage: back to before the session'] as const;
  return {
    title: 'Move a branch back whose name another was given by force',
    commands: [git(path, 'update-ref', ...message, ref, before, now)],
    changes: 'only where the branch points; no file changes',
    risk: 'none: git refuses where it has moved since',
    check: 'it is where it was',
    checkCommand: namesExactly(path, ref, before),
    undo: 'moves it again to where it is now',
    undoCommands: [git(path, 'update-ref', ref, now, before)],
  };
}
