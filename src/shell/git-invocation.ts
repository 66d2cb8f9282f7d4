import { posix } from 'node:path';
import type { SimpleCommand } from './command-analysis.ts';

/** One `git …` inside a call. */
export interface GitInvocation {
  /** `commit`, `reset`, …; empty where there is none. */
  readonly subcommand: string;
  /** What stands after it. */
  readonly args: readonly string[];
  /** The folder in which git worked, `-C` and `--git-dir` followed; absolute, in the evidence's own form. */
  readonly directory: string;
}

/** Options of `git` itself that take the next word. https://git-scm.com/docs/git#_options */
const withValue = new Set([
  '-C',
  '-c',
  '--git-dir',
  '--work-tree',
  '--namespace',
  '--exec-path',
  '--config-env',
]);

/** Undefined where the command is not git, or works on another machine. */
export function gitInvocationOf(command: SimpleCommand): GitInvocation | undefined {
  if (command.program !== 'git' || command.remote !== undefined) return undefined;
  let directory = command.cwd;
  let at = 1;
  for (; at < command.argv.length; at += 1) {
    const word = command.argv[at] ?? '';
    if (!word.startsWith('-')) break;
    const [name = '', joined] = word.startsWith('--') ? word.split('=', 2) : [word];
    if (!withValue.has(name)) continue;
    const value = joined ?? command.argv[at + 1] ?? '';
    if (joined === undefined) at += 1;
    if (name === '-C' || name === '--work-tree' || name === '--git-dir') directory = below(directory, value);
  }
  return { subcommand: command.argv[at] ?? '', args: command.argv.slice(at + 1), directory };
}

/** Paths are the evidence's, never this machine's, so nothing here may ask for the current folder. */
function below(directory: string, path: string): string {
  return /^(?:\/|[a-z]:)/i.test(path) ? posix.normalize(path) : posix.join(directory, path);
}
