import { takesNames } from '../../assess/rollback/takes-names.ts';
import type { GitCall } from '../../events/git/git-call.ts';
import type { RepositoryEvidence } from '../../evidence/git/repository-evidence.ts';
import type { GitInvocation } from '../../shell/git-invocation.ts';
import { discards } from './discarding.ts';

/** Whether calls can have left commits or contents that neither refs nor reflogs name, so that all objects are looked at. */
export function mayHide(
  calls: readonly GitCall[],
  { reflogs }: Pick<RepositoryEvidence, 'reflogs'>,
): boolean {
  const moves = calls.flatMap(({ invocations }) => invocations);
  return moves.some((one) => discards(one) || hidesNames(one) || (reflogs.length === 0 && movesRefs(one)));
}

/** Also where no reflog of a ref goes with it: stashes, notes, what a working tree that is gone had checked out. */
function hidesNames(invocation: GitInvocation): boolean {
  const { subcommand, args } = invocation;
  if (subcommand === 'stash') return /^(?:clear|drop|pop)$/.test(args[0] ?? '');
  if (subcommand === 'notes')
    return /^(?:remove|prune)$/.test(args.find((arg) => !arg.startsWith('-')) ?? '');
  return (subcommand === 'worktree' && args[0] === 'prune') || takesNames(invocation);
}

function movesRefs({ subcommand }: GitInvocation): boolean {
  return /^(?:reset|checkout|switch|commit|rebase|filter-branch|filter-repo|update-ref|branch|am|pull|merge)$/.test(
    subcommand,
  );
}
