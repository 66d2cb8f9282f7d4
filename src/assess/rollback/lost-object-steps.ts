import type { GitCall } from '../../events/git/git-call.ts';
import type { AttributedRefMove } from '../attribution.ts';
import { agentCommits, newBranch } from './branch-steps.ts';
import { committing, git } from './git-command.ts';
import type { LostForGood, RollbackStep } from './plan.ts';
import { isAgents, type RepositoryFacts } from './repository-facts.ts';
import { lostTips } from './save-step.ts';

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
    ],
    lost: all.flatMap(({ call, what, gone }) =>
      gone === undefined ? [] : [{ what, reason: gone, evidence: [call.evidence] }],
    ),
    unknown: all.flatMap(({ unknown }) => unknown ?? []),
  };
}

interface Deletion {
  readonly call: GitCall;
  /** The branch's name, or what else the evidence calls it. */
  readonly what: string;
  /** Its commit, where the repository still has it. */
  readonly sha?: string;
  /** Why it cannot be brought back. */
  readonly gone?: string;
  readonly unknown?: string;
}

function deletedBranches({ repository, calls, moves }: RepositoryFacts): Deletion[] {
  const present = new Set(repository.refs.map(({ name }) => name));
  const found = new Map<string, Deletion>();
  for (const call of calls) {
    for (const { kind, sha, ...fact } of call.facts) {
      if (kind !== 'branch-deleted' || !('branch' in fact)) continue;
      if (present.has(`refs/heads/${fact.branch}`)) continue;
      const whole = repository.named.get(sha);
      found.set(fact.branch, {
        call,
        what: fact.branch,
        ...(whole === undefined
          ? { gone: 'the branch was deleted, and its commits are no longer in the repository' }
          : { sha: whole }),
      });
    }
    for (const branch of call.invocations.flatMap(deletedNames)) {
      if (found.has(branch) || present.has(`refs/heads/${branch}`)) continue;
      const sha = lastSeen(moves, branch);
      found.set(branch, {
        call,
        what: branch,
        ...(sha === undefined
          ? { unknown: 'a branch was deleted, and no record tells at which commit it stood' }
          : { sha }),
      });
    }
  }
  return [...found.values()];
}

function deletedNames({ subcommand, args }: GitCall['invocations'][number]): readonly string[] {
  const deletes = args.some((arg) => /^(?:-[a-zA-Z]*[dD][a-zA-Z]*|--delete)$/.test(arg));
  return subcommand === 'branch' && deletes ? args.filter((arg) => !arg.startsWith('-')) : [];
}

/** Where HEAD was when it last left the branch: `checkout: moving from topic to main`. */
function lastSeen(moves: readonly AttributedRefMove[], branch: string): string | undefined {
  return moves.findLast(
    ({ action, message }) =>
      action === 'checkout' && message?.startsWith(`checkout: moving from ${branch} to `),
  )?.previousSha;
}

function droppedStashes({ repository, calls }: RepositoryFacts): Deletion[] {
  const kept = new Set(repository.reflogs.filter(({ ref }) => ref === 'refs/stash').map(({ sha }) => sha));
  return calls.flatMap((call) => {
    const dropped = call.facts.filter(({ kind }) => kind === 'stash-dropped');
    const clears = call.invocations.some(
      ({ subcommand, args }) => subcommand === 'stash' && args[0] === 'clear',
    );
    const unknown = {
      call,
      what: 'stashes',
      unknown: 'all stashes were cleared, and git names none of them: look for them with --deep',
    };
    return [
      ...dropped.flatMap(({ sha }): Deletion[] => {
        const whole = repository.named.get(sha);
        if (whole === undefined) {
          return [{ call, what: sha, gone: 'the stash was dropped, and is no longer in the repository' }];
        }
        return kept.has(whole) ? [] : [{ call, what: sha, sha: whole }];
      }),
      ...(clears ? [unknown] : []),
    ];
  });
}

/** Commits that somebody else made and a call moved a ref away from. */
function orphanedTips({ repository, moves }: RepositoryFacts): AttributedRefMove[] {
  const tips = new Set(lostTips(repository));
  const own = agentCommits(moves);
  const seen = new Set<string>();
  return moves.flatMap((move) => {
    const { previousSha } = move;
    if (previousSha === undefined || !isAgents(move) || seen.has(previousSha)) return [];
    if (!tips.has(previousSha) || own.has(previousSha)) return [];
    seen.add(previousSha);
    return [{ ...move, sha: previousSha }];
  });
}

function branchStep({ repository }: RepositoryFacts, { call, what, sha }: Deletion): RollbackStep[] {
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

function stashStep({ repository }: RepositoryFacts, { call, sha }: Deletion): RollbackStep[] {
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
