import { takesReflogs } from '../../assess/rollback/takes-names.ts';
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
  return moves.some((one) => discards(one) || takesNames(one) || (reflogs.length === 0 && movesRefs(one)));
}

function takesNames({ subcommand, args }: GitInvocation): boolean {
  if (subcommand === 'stash') return /^(?:clear|drop|pop)$/.test(args[0] ?? '');
  if (subcommand === 'worktree') return args[0] === 'remove' || args[0] === 'prune';
  if (subcommand === 'update-ref') return args.some((arg) => /^(?:-d|--delete|--stdin)$/.test(arg));
  if (subcommand === 'notes')
    return /^(?:remove|prune)$/.test(args.find((arg) => !arg.startsWith('-')) ?? '');
  if (subcommand === 'replace') return args.some((arg) => /^(?:-d|--delete)$/.test(arg));
  if (subcommand === 'branch') return args.some((arg) => /^(?:-[a-zA-Z]*[dDMC]|--delete)/.test(arg));
  return takesReflogs({ subcommand, args });
}

function movesRefs({ subcommand }: GitInvocation): boolean {
  return /^(?:reset|checkout|switch|commit|rebase|filter-branch|filter-repo|update-ref|branch|am|pull|merge)$/.test(
    subcommand,
  );
}
