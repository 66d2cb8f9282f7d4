import { isAgents } from '../agent-commits.ts';
import { git, namesExactly } from './git-command.ts';
import type { BranchChange, RepositoryFacts } from './repository-facts.ts';

/**
 * The branch from which a call took HEAD when it made another branch stand at the same commit (`checkout -B`): HEAD can
 * go back there without a file being touched. Undefined where it is not so.
 */
export function headCameFrom(
  { moves, repository }: RepositoryFacts,
  branch: BranchChange,
): string | undefined {
  const left = moves.findLast(
    (move) =>
      move.action === 'checkout' &&
      isAgents(move) &&
      move.sha === branch.now &&
      move.previousSha === branch.now &&
      move.message?.endsWith(` to ${branch.ref.slice('refs/heads/'.length)}`),
  );
  const name = /^checkout: moving from (\S+) to /.exec(left?.message ?? '')?.[1];
  const ref = `refs/heads/${name}`;
  return repository.refs.some((one) => one.name === ref && one.sha === branch.now) ? ref : undefined;
}

/** The parts of a step that takes HEAD back first, and then the branch. */
export function headAndBranchBack(
  path: string,
  { ref, before = '', now = '' }: Pick<BranchChange, 'ref' | 'before' | 'now'>,
  from: string,
) {
  const message = ['-m', 'yolo-triage: back to before the session'] as const;
  return {
    title: 'Take HEAD back to its branch, and the branch that was written over to where it was',
    commands: [
      git(path, 'symbolic-ref', ...message, 'HEAD', from),
      git(path, 'update-ref', ...message, ref, before, now),
    ],
    changes: 'where HEAD and the branch point; both branches stand at one commit, so that no file changes',
    risk: 'none: git refuses where the branch has moved since',
    check: 'the branch is at the commit from before the session',
    checkCommand: namesExactly(path, ref, before),
    undo: 'moves the branch and HEAD again to where they are now',
    undoCommands: [git(path, 'update-ref', ref, now, before), git(path, 'symbolic-ref', 'HEAD', ref)],
  };
}
