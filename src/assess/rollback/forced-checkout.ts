import type { GitCall } from '../../events/git/git-call.ts';
import { isAgents } from '../agent-commits.ts';
import { git } from './git-command.ts';
import { keepFiles, namesBetween } from './keep-files.ts';
import { isRefName } from './new-branch.ts';
import type { RollbackStep } from './plan.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import { word } from './shell-word.ts';

/** The step, if there is one, and commands that copy what it writes anew. */
export interface HeadBack {
  readonly steps: readonly RollbackStep[];
  readonly copies: readonly string[];
}

/**
 * Takes HEAD back to the branch from which a call took it by force, where it is still as the call left it, and no
 * branch has moved: a branch that has moved has a step of its own.
 * @param folder for the copies of files that it writes anew
 */
export function headBackSteps(
  { repository, moves, calls, branches }: RepositoryFacts,
  folder: string,
): HeadBack {
  const { path, refs, worktrees } = repository;
  const tree = worktrees.find((one) => one.path === path);
  const log = tree?.name ? `worktrees/${tree.name}/HEAD` : 'HEAD';
  const heads = moves.filter(({ ref }) => ref === log);
  const last = heads.at(-1);
  const call = calls.find(({ id }) => id === last?.toolCallId);
  const [, from = '', to = ''] = checkoutOf(last) ?? [];
  const standsAt = (name: string, sha: string | undefined) =>
    refs.some((ref) => ref.name === `refs/heads/${name}` && ref.sha === sha);
  if (!last || !isAgents(last) || branches.length > 0 || !call?.invocations.some(isForced)) return nothing;
  if (!isRefName(from) || !isRefName(to) || cameFrom(heads) === to) return nothing;
  if (tree?.head.ref !== `refs/heads/${to}` || !standsAt(from, last.previousSha) || !standsAt(to, last.sha))
    return nothing;
  const names = [namesBetween(path, to, from)];
  const kept = keepFiles({ path, gitDirectory: repository.gitDirectory }, names, folder);
  const step: RollbackStep = {
    kind: 'repository',
    title: 'Take HEAD back to the branch from which it was taken by force',
    subject: from,
    reason: 'a recorded call left another branch checked out',
    evidence: [call.evidence],
    commands: [git(path, 'checkout', '--quiet', from, '--')],
    changes: 'HEAD, and the files in which the two branches differ',
    risk: 'none: git refuses where a file that has changed since would be written over',
    check: 'HEAD is on that branch',
    checkCommand: onBranch(path, from),
    undo: 'checks the other branch out again',
    undoCommands: [git(path, 'checkout', '--quiet', to, '--'), ...kept.back],
    repository: path,
  };
  return { steps: [step], copies: kept.save };
}

const nothing: HeadBack = { steps: [], copies: [] };

function checkoutOf(move: RepositoryFacts['moves'][number] | undefined) {
  return /^checkout: moving from (\S+) to (\S+)$/.exec(move?.message ?? '');
}

/** Where HEAD was before recorded calls took it from branch to branch, with nobody between them. */
function cameFrom(heads: RepositoryFacts['moves']): string | undefined {
  const others = heads.findLastIndex((move) => !isAgents(move) || !checkoutOf(move));
  return checkoutOf(heads[others + 1])?.[1];
}

function isForced({ subcommand, args }: GitCall['invocations'][number]): boolean {
  return (
    /^(?:checkout|switch)$/.test(subcommand) &&
    args.some((arg) => /^(?:-f|--force|--discard-changes)$/.test(arg))
  );
}

function onBranch(path: string, name: string): string {
  return `test "$(${git(path, 'symbolic-ref', '--quiet', 'HEAD')})" = ${word(`refs/heads/${name}`)}`;
}
