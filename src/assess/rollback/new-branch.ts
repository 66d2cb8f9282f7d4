import { git, namesExactly } from './git-command.ts';

/**
 * The parts of a step that makes a branch. A name that git would refuse, or take for an option, gives way to the id.
 * https://git-scm.com/docs/git-check-ref-format
 */
export function newBranch(repository: string, wanted: string, sha: string) {
  const ref = `refs/heads/${isBranchName(wanted) ? wanted : `rescued-${sha}`}`;
  return {
    commands: [
      git(repository, 'update-ref', '-m', 'yolo-triage: named again', ref, sha, '0'.repeat(sha.length)),
    ],
    changes: 'adds a branch; no other ref and no file changes',
    risk: 'none: git refuses where the name is taken',
    check: 'the branch is there',
    checkCommand: namesExactly(repository, ref, sha),
    undo: 'removes the branch; its commits stay under refs/yolo-triage',
    undoCommands: [git(repository, 'update-ref', '-d', ref, sha)],
  } as const;
}

function isBranchName(name: string): boolean {
  return (
    /^[^\p{Cc} ~^:?*[\\]{1,250}$/u.test(name) &&
    !/^[-/]|\.\.|\/\/|@\{|(?:^|\/)\.|\.lock(?:\/|$)|[/.]$/.test(name)
  );
}
