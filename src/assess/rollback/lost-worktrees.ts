import type { GitCall } from '../../events/git/git-call.ts';
import { resolvePath } from '../../shell/paths.ts';
import type { PossibleLoss } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';

/**
 * Linked working trees that recorded calls removed by force: git asks for it only where something is in them that no
 * commit has. https://git-scm.com/docs/git-worktree#Documentation/git-worktree.txt-remove
 */
export function lostWorktrees({ repository, calls }: RepositoryFacts): PossibleLoss[] {
  const own = new Set<string>();
  const found = new Map<string, PossibleLoss>();
  for (const call of calls) {
    for (const { subcommand, args, directory } of call.invocations) {
      if (subcommand !== 'worktree') continue;
      const named = args.slice(1).find((arg, index) => !arg.startsWith('-') && !takesValue(args[index]));
      if (named === undefined) continue;
      const path = resolvePath(named, directory);
      if (args[0] === 'add') own.add(path);
      const isForced = args.some((arg) => /^(?:-f+|--force)$/.test(arg));
      const isThere = repository.worktrees.some((worktree) => worktree.path === path && worktree.present);
      if (args[0] === 'remove' && isForced && !isThere) found.set(path, lossOf(call, path, own.has(path)));
    }
  }
  return [...found.values()];
}

/** Options of `git worktree add` that take the next word. */
function takesValue(option: string | undefined): boolean {
  return option !== undefined && /^(?:-[bB]|--reason)$/.test(option);
}

function lossOf({ startedAt, evidence }: GitCall, path: string, isOwn: boolean): PossibleLoss {
  return {
    what: path,
    ...(!isOwn && startedAt !== undefined && { lostAt: startedAt }),
    reason: isOwn
      ? 'a recorded call removed the working tree by force, which the session itself had added'
      : 'a recorded call removed the working tree by force: changes and files in it that no commit has are gone',
    decide:
      'whether something in it was not committed: a backup, an editor that had it open, or who worked there',
    evidence: [evidence],
  };
}
