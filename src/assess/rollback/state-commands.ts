import type { RepositoryEvidence } from '../../evidence/git/repository-evidence.ts';
import { git } from './git-command.ts';
import { line, word } from './shell-word.ts';

/**
 * Commands that print how a repository stands, one line a thing: what undoing could write over. Names of remotes are
 * left out, which a fetch moves, and the plan's own.
 */
export function stateCommands({ path, worktrees }: RepositoryEvidence): string[] {
  const refs = git(path, 'for-each-ref', '--format=%(objectname) %(refname)');
  const trees = worktrees.flatMap(({ path: tree, present, head }) =>
    tree !== undefined && present && head.sha !== undefined ? stateOfTree(tree) : [],
  );
  return [`{ ${refs} | grep -v -e ' refs/yolo-triage/' -e ' refs/remotes/' || :; }`, ...trees];
}

/** HEAD, the index, and what lies in the tree that the index has not. */
function stateOfTree(tree: string): string[] {
  const list = (...which: readonly string[]) => git(tree, 'ls-files', '-z', ...which, '--exclude-standard');
  return [
    `printf '%s\\n' ${word(tree)}`,
    `{ ${git(tree, 'symbolic-ref', '--quiet', 'HEAD')} || :; ${git(tree, 'rev-parse', 'HEAD')}; }`,
    `printf 'index %s\\n' "$(${git(tree, 'ls-files', '--stage', '-z')} | ${git(tree, 'hash-object', '--stdin')})"`,
    `{ ${list('--modified', '--others')} | (cd ${word(tree)} && ${line('xargs', '-0', 'cksum', '--')} 2> /dev/null) || :; }`,
    `{ ${list('--deleted')} | tr '\\000' '\\n' | sed 's/^/deleted /'; }`,
  ];
}
