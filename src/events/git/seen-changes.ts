import type { SimpleCommand } from '../../shell/command-analysis.ts';
import { type GitInvocation, gitInvocationOf } from '../../shell/git-invocation.ts';

/** Which files of a working tree a call found different from what git holds. */
export interface SeenChanges {
  /** Folder in which git was asked; absolute, in the evidence's own form. */
  readonly directory: string;
  /** As git wrote them; names that it had to quote are left out. */
  readonly changed: readonly string[];
  /** Folders end with `/`; absent where git was not asked for them. */
  readonly untracked?: readonly string[];
}

/**
 * Reads `git status --short` and `git diff --stat`, where nothing else can have printed the text.
 * https://git-scm.com/docs/git-status#_short_format, https://git-scm.com/docs/git-diff
 */
export function seenChanges(commands: readonly SimpleCommand[], text: string): SeenChanges | undefined {
  const [command, ...others] = commands.filter(({ program }) => program !== 'cd');
  const invocation = command && gitInvocationOf(command);
  const isRedirected = command?.effects.some(({ action }) => action === 'write') === true;
  if (!invocation || others.length > 0 || isRedirected) return undefined;
  const lines = text.split(/\r?\n/).filter((line) => line !== '' && !/^\(.*no output\)$/i.test(line));
  const { directory } = invocation;
  if (isShortStatus(invocation)) {
    const found = changesOfStatus(lines);
    return found && { directory, ...found };
  }
  if (!isStatistic(invocation)) return undefined;
  const changed = pathsOfStatistic(lines);
  return changed && { directory, changed };
}

function isShortStatus({ subcommand, args }: GitInvocation): boolean {
  const isShort = args.some((arg) => /^(?:-sb?|-bs|--short|--porcelain(?:=v1)?)$/.test(arg));
  return (
    subcommand === 'status' &&
    isShort &&
    args.every((arg) => /^(?:-[sb]{1,2}|--short|--branch|--porcelain(?:=v1)?)$/.test(arg))
  );
}

function isStatistic({ subcommand, args }: GitInvocation): boolean {
  return (
    subcommand === 'diff' && args.includes('--stat') && args.every((arg) => /^(?:--stat|HEAD)$/.test(arg))
  );
}

function changesOfStatus(lines: readonly string[]): Pick<SeenChanges, 'changed' | 'untracked'> | undefined {
  const changed: string[] = [];
  const untracked: string[] = [];
  for (const line of lines) {
    if (line.startsWith('## ')) continue;
    const [, code = '', path = ''] = /^([ MADRCUT?!]{2}) (.+)$/.exec(line) ?? [];
    if (path === '') return undefined;
    if (path.startsWith('"') || path.includes(' -> ')) continue;
    (code === '??' ? untracked : changed).push(path);
  }
  return { changed, untracked };
}

/** Git cuts long paths at their beginning. */
function pathsOfStatistic(lines: readonly string[]): readonly string[] | undefined {
  const changed: string[] = [];
  for (const line of lines) {
    if (/^ \d+ files? changed/.test(line)) continue;
    const path = /^ (\S.*?) +\| +(?:\d+ ?[+-]*|Bin .*)$/.exec(line)?.[1];
    if (path === undefined) return undefined;
    if (!/^(?:\.\.\.|")| => /.test(path)) changed.push(path);
  }
  return changed;
}
