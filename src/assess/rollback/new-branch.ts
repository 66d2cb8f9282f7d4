import { git, namesExactly } from './git-command.ts';

/** The parts of a step that makes a branch. A name that git would refuse, or take for an option, gives way to the id. */
export function newBranch(repository: string, wanted: string, sha: string) {
  return newRef(repository, `refs/heads/${isRefName(wanted) ? wanted : `rescued-${sha}`}`, sha);
}

/** The same for a ref of any kind, whose name git takes. */
export function newRef(repository: string, ref: string, sha: string) {
  return {
    commands: [
      git(repository, 'update-ref', '-m', 'yolo-triage: named again', ref, sha, '0'.repeat(sha.length)),
    ],
    changes: 'adds a name; no other ref and no file changes',
    risk: 'none: git refuses where the name is taken',
    check: 'the name is there',
    checkCommand: namesExactly(repository, ref, sha),
    undo: 'removes the name; the commits stay under refs/yolo-triage',
    undoCommands: [git(repository, 'update-ref', '-d', ref, sha)],
  } as const;
}

/** https://git-scm.com/docs/git-check-ref-format */
export function isRefName(name: string): boolean {
  return (
    /^[^\p{Cc} ~^:?*[\\]{1,250}$/u.test(name) &&
    !/^[-/]|\.\.|\/\/|@\{|(?:^|\/)\.|\.lock(?:\/|$)|[/.]$/.test(name)
  );
}
