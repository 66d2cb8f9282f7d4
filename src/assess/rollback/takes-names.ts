import type { GitInvocation } from '../../shell/git-invocation.ts';

/** Whether a command takes away the record by which git would still name a commit: a reflog, or all of them. */
export function takesNames({ subcommand, args }: GitInvocation): boolean {
  if (subcommand === 'worktree') return args[0] === 'remove';
  if (subcommand === 'branch') return args.some((arg) => /^(?:-[a-zA-Z]*[dDMC]|--delete)/.test(arg));
  if (subcommand === 'update-ref') return args.some((arg) => /^(?:-d|--delete|--stdin)$/.test(arg));
  if (subcommand === 'replace') return args.some((arg) => /^(?:-d|--delete)$/.test(arg));
  return takesReflogs({ subcommand, args });
}

/** Whether a command empties reflogs. https://git-scm.com/docs/git-reflog */
export function takesReflogs({ subcommand, args }: Pick<GitInvocation, 'subcommand' | 'args'>): boolean {
  return subcommand === 'reflog' && /^(?:expire|delete|drop)$/.test(args[0] ?? '');
}
