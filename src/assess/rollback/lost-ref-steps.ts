import { git, namesExactly } from './git-command.ts';
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
  const message = ['-m', 'yolo-triage: back to before the session'] as const;
  return {
    title: 'Move a tag back to where it was before the session',
    reason: 'a recorded call made it stand elsewhere',
    commands: [git(path, 'update-ref', ...message, ref, sha, now)],
    changes: 'only where the tag points; what was published of it stays published',
    risk: 'none: git refuses where the tag has moved since',
    check: 'the tag is where it was',
    checkCommand: namesExactly(path, ref, sha),
    undo: 'moves the tag again to where it is now',
    undoCommands: [git(path, 'update-ref', ref, now, sha)],
  };
}
