import { line } from './shell-word.ts';

const quiet = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'] as const;

/**
 * A git command line for the reader's own repository. Hooks, a file-system monitor and signing are switched off in
 * each: a session that is being undone may have planted a program there.
 */
export function git(repository: string, ...args: readonly string[]): string {
  return line('git', ...quiet, '-C', repository, ...args);
}

/** The same for commands that write commits. */
export function committing(repository: string, ...args: readonly string[]): string {
  return line('git', ...quiet, '-c', 'commit.gpgSign=false', '-C', repository, ...args);
}

/** Succeeds where a name stands for exactly this object. */
export function namesExactly(repository: string, name: string, sha: string): string {
  return `test "$(${git(repository, 'rev-parse', '--verify', '--quiet', name)})" = ${sha}`;
}
