import type { GitCall } from '../../events/git/git-call.ts';
import { agentCommits, isAgents } from '../agent-commits.ts';
import type { AttributedRefMove } from '../attribution.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { lostTips } from './save-step.ts';

/** A branch or a stash that a call took away. */
export interface LostName {
  readonly call: GitCall;
  /** The branch's name, or what else the evidence calls it. */
  readonly what: string;
  /** Its commit, where the repository still has it. */
  readonly sha?: string;
  /** Why it cannot be brought back. */
  readonly gone?: string;
  readonly unknown?: string;
}

/** Branches that recorded calls deleted and nobody made again. */
export function deletedBranches({ repository, calls, moves }: RepositoryFacts): LostName[] {
  const present = new Set(repository.refs.map(({ name }) => name));
  const found = new Map<string, LostName>();
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

/** Stashes that recorded calls dropped. */
export function droppedStashes({ repository, calls }: RepositoryFacts): LostName[] {
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
      ...dropped.flatMap(({ sha }): LostName[] => {
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
export function orphanedTips({ repository, moves }: RepositoryFacts): AttributedRefMove[] {
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
