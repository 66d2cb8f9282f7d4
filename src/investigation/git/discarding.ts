import type { GitInvocation } from '../../shell/git-invocation.ts';
import { resolvePath } from '../../shell/paths.ts';

/** Which arguments make a subcommand throw uncommitted changes away, rather than refuse to. */
const discarding: Readonly<Record<string, (args: readonly string[]) => boolean>> = {
  restore: (args) => !isOfIndex(args) || isOfWorktree(args),
  reset: (args) => args.includes('--hard') || args.includes('--merge'),
  switch: isForced,
  checkout: (args) => isForced(args) || pathspecs(args).length > 0,
  'read-tree': (args) => args.includes('-u') && args.includes('--reset'),
  merge: givesUp,
  rebase: givesUp,
  'cherry-pick': givesUp,
  revert: givesUp,
  am: givesUp,
  'checkout-index': (args) => args.some((arg) => /^(?:-[a-z]*f[a-z]*|--force)$/.test(arg)),
  apply: (args) => args.some((arg) => arg === '-R' || arg === '--reverse') && !args.includes('--cached'),
};

function isOfIndex(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:--staged|-[a-rt-zA-Z]*S[a-zA-Z]*)$/.test(arg));
}

function isOfWorktree(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:--worktree|-[a-rt-zA-Z]*W[a-zA-Z]*)$/.test(arg));
}

export function discards({ subcommand, args }: GitInvocation): boolean {
  return Object.hasOwn(discarding, subcommand) && discarding[subcommand]?.(args) === true;
}

/** Whether what was staged goes as well, so that only an object without a name still holds it. */
export function dropsStaged({ subcommand, args }: GitInvocation): boolean {
  return (
    (subcommand === 'reset' && (args.includes('--hard') || args.includes('--merge'))) ||
    (!/^(?:reset|checkout|switch|restore)$/.test(subcommand) && givesUp(args)) ||
    ((subcommand === 'checkout' || subcommand === 'switch') && isForced(args)) ||
    (subcommand === 'restore' && isOfIndex(args) && isOfWorktree(args))
  );
}

/**
 * Whether git writes files and leaves the index as it was, so that only the files themselves tell of it.
 * https://git-scm.com/docs/git-restore, https://git-scm.com/docs/git-checkout-index, https://git-scm.com/docs/git-apply
 */
export function leavesIndexAlone(invocation: GitInvocation): boolean {
  const { subcommand, args } = invocation;
  if (!discards(invocation)) return false;
  if (subcommand === 'restore') return !isOfIndex(args) && namesTree(invocation, () => false);
  if (subcommand === 'checkout-index') return !args.some((arg) => /^(?:-[a-z]*u[a-z]*|--index)$/.test(arg));
  return subcommand === 'apply' && !args.some((arg) => /^(?:--index|-3|--3way)$/.test(arg));
}

/** What the command threw away stood in the patch that it took back. */
export function takesPatchBack({ subcommand }: GitInvocation): boolean {
  return subcommand === 'apply';
}

/** Whether the command takes HEAD to another commit, which writes files that had no changes. */
export function goesElsewhere({ subcommand, args }: GitInvocation): boolean {
  const target = args.find((arg) => !arg.startsWith('-'));
  const isAway = target !== undefined && target !== 'HEAD' && target !== '@';
  if (subcommand === 'reset') return isAway;
  if (subcommand === 'checkout') return isForced(args) && isAway;
  return !/^(?:restore|checkout-index|read-tree|apply)$/.test(subcommand);
}

/** An operation that is given up takes the conflicts with it that were settled in it. */
function givesUp(args: readonly string[]): boolean {
  return args.some((arg) => /^--(?:abort|skip|reset)$/.test(arg));
}

function isForced(args: readonly string[]): boolean {
  return args.some((arg) => /^(?:-f|--force|--discard-changes)$/.test(arg));
}

/** What stands after `--`, or looks like a path: the first word of a checkout may be a branch. */
function pathspecs(args: readonly string[]): readonly string[] {
  const from = args.indexOf('--');
  return from < 0 ? args.filter((arg) => !arg.startsWith('-')) : args.slice(from + 1);
}

/** @param path absolute, in the evidence's own form */
export function reaches({ subcommand, args, directory }: GitInvocation, path: string): boolean {
  if (!/^(?:restore|checkout)$/.test(subcommand) || isForced(args)) return true;
  return pathspecs(args).some((spec) => {
    if (/[*?[:]/.test(spec)) return true;
    const named = resolvePath(spec, directory);
    return path === named || path.startsWith(`${named}/`);
  });
}

/**
 * Whether the command takes files from a commit that it names, and not from the index.
 * @param isPath tells of a word, made absolute, which may be the name of a commit or a path
 */
export function namesTree(
  { subcommand, args, directory }: GitInvocation,
  isPath: (word: string) => boolean,
): boolean {
  if (subcommand === 'restore') return args.some((arg) => /^(?:-s|--source(?:=|$))/.test(arg));
  if (subcommand === 'read-tree') return true;
  if (subcommand !== 'checkout' || isForced(args)) return false;
  const end = args.indexOf('--');
  const words = (end < 0 ? args : args.slice(0, end)).filter((arg) => !arg.startsWith('-'));
  const [first] = words;
  if (first === undefined) return false;
  return end >= 0 || (words.length > 1 && !isPath(resolvePath(first, directory)));
}
