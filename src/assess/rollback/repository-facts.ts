import type { CallMark } from '../../events/files/call-mark.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import type { CommitComparison } from '../../evidence/git/compare-commits.ts';
import type { UnnamedObjects } from '../../evidence/git/open-repository.ts';
import type { RepositoryEvidence } from '../../evidence/git/repository-evidence.ts';
import type { WorktreeState } from '../../evidence/git/worktree-state.ts';
import { isAgents } from '../agent-commits.ts';
import type { AttributedRefMove } from '../attribution.ts';
import type { FileGuard } from './plan.ts';
import type { StashedWork, TakenFile } from './taken-work.ts';

/** What a plan for one repository is made from. */
export interface RepositoryFacts {
  readonly repository: RepositoryEvidence;
  /** Oldest first. */
  readonly moves: readonly AttributedRefMove[];
  /** Calls that worked in this repository. */
  readonly calls: readonly GitCall[];
  readonly branches: readonly BranchChange[];
  /** Work of others that the session's commits took in. */
  readonly taken: readonly TakenFile[];
  /** Work of others that calls stashed, still among the stashes. */
  readonly stashed: readonly StashedWork[];
  /** Files of refs that calls removed by themselves. */
  readonly removedRefs: readonly RemovedRef[];
  /** Changes that calls saw and later ones no longer, though nothing that is recorded took them. */
  readonly vanished: readonly VanishedChanges[];
  /** By how much the clock of git was ahead of the one of the records, in milliseconds. */
  readonly skewMs: number;
  /** What nothing names; absent where no call can have left such a thing, or the store is large and `deep` not asked. */
  readonly unnamed?: UnnamedObjects;
  /** Whether a call threw away what was staged, so that contents without a name may be wanted. */
  readonly dropsStaged: boolean;
  /** Of the commits among them, those that recorded calls made. */
  readonly ownUnnamed: ReadonlySet<string>;
  /** Absent for a bare repository, or where it could not be read. */
  readonly state?: WorktreeState;
  /** Files with work that no commit holds, as they are; only so many as can be looked at. */
  readonly uncommitted: readonly FileGuard[];
}

/** A branch or a tag whose file a call removed. */
export interface RemovedRef {
  readonly ref: string;
  readonly mark: CallMark;
}

/** Files that were different from what git holds before programs ran, and not after. */
export interface VanishedChanges {
  /** Relative to the root, as git writes them. */
  readonly paths: readonly string[];
  readonly programs: readonly Pick<GitCall, 'argument' | 'evidence'>[];
  readonly seenBy: GitCall['evidence'];
}

/** A branch that a session moved. */
export interface BranchChange {
  readonly ref: string;
  /** Before the session's first move; absent where the session created the branch. */
  readonly before?: string;
  /** Absent where the branch is gone. */
  readonly now?: string;
  /** The session's moves of this branch, oldest first. */
  readonly moves: readonly AttributedRefMove[];
  /** Commits that no other branch reaches; absent where it was not asked. */
  readonly alone?: ReadonlySet<string>;
  /** Absent where one of the two is, or where git could not read what lies between. */
  readonly comparison?: CommitComparison;
}

/** The branches that the session moved or deleted, without the comparison, which asks git. */
export function changedBranches(
  repository: RepositoryEvidence,
  moves: readonly AttributedRefMove[],
): Omit<BranchChange, 'comparison' | 'alone'>[] {
  const refs = new Map(repository.refs.map(({ name, sha }) => [name, sha]));
  const own = moves.filter(({ source, ref }) => source === 'reflog' && ref.startsWith('refs/heads/'));
  return [...new Set(own.map(({ ref }) => ref))].flatMap((ref) => {
    const agents = own.filter((move) => move.ref === ref && isAgents(move));
    const [first] = agents;
    if (!first) return [];
    const now = refs.get(ref);
    const { previousSha } = first;
    return [
      {
        ref,
        ...(previousSha !== undefined && { before: previousSha }),
        ...(now !== undefined && { now }),
        moves: agents,
      },
    ];
  });
}
