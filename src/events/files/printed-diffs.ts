import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import { type GitInvocation, gitInvocationOf } from '../../shell/git-invocation.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { type CallMark, markOf } from './call-mark.ts';

/** A difference between what git holds of a file and what the working tree held, as a result shows it. */
export interface PrintedDiff {
  readonly by: CallMark;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Relative to the root of the repository. */
  readonly path: string;
  /** Folders in which git was asked; absolute, in the evidence's own form. */
  readonly directories: readonly string[];
  /** Beginnings of the ids of both contents. */
  readonly before: string;
  readonly after: string;
  /** From the first hunk on; what follows the last one may be of another command. */
  readonly hunks: string;
}

const diffsAtMost = 2_000;
const longestDiffs = 8 * 1024 * 1024;

/** What `git diff` printed of working trees. https://git-scm.com/docs/diff-format#generate_patch_text_with_p */
export class PrintedDiffs {
  readonly #diffs: PrintedDiff[] = [];
  #length = 0;

  take(call: ToolCall, { commands }: CommandAnalysis): void {
    const text = call.result?.text ?? '';
    const at = call.endedAt ?? call.startedAt;
    if (!text.includes('diff --git ') || at === undefined) return;
    const asked = commands.flatMap((command) => gitInvocationOf(command) ?? []).filter(isOfWorktree);
    if (asked.length === 0) return;
    const directories = [...new Set(asked.map(({ directory }) => directory))];
    for (const section of text.split(/^diff --git /m).slice(1)) {
      const printed = read(section);
      if (!printed || this.#diffs.length >= diffsAtMost || this.#length > longestDiffs) continue;
      this.#length += printed.hunks.length;
      this.#diffs.push({ by: markOf(call), at, directories, ...printed });
    }
  }

  /** The last one of a file before this time, ISO 8601 UTC. */
  before(root: string, path: string, at: string): PrintedDiff | undefined {
    const isInside = (folder: string) => folder === root || folder.startsWith(`${root}/`);
    return this.#diffs.findLast(
      (diff) => diff.path === path && diff.at <= at && diff.directories.some(isInside),
    );
  }
}

/** Its second side is the working tree: it names no other commit, and does not stop at the index. */
function isOfWorktree({ subcommand, args }: GitInvocation): boolean {
  if (subcommand !== 'diff' || args.some((arg) => /^(?:--cached|--staged|--no-index|-R)$/.test(arg)))
    return false;
  const end = args.indexOf('--');
  const words = (end < 0 ? args : args.slice(0, end)).filter((arg) => !arg.startsWith('-'));
  return !words.some((word) => /\.\.|^[0-9a-f]{7,64}$|[~^]\d*$|^(?:origin|refs)\//.test(word));
}

function read(section: string): Pick<PrintedDiff, 'path' | 'before' | 'after' | 'hunks'> | undefined {
  const [, before, after] = /^index ([0-9a-f]{4,64})\.\.([0-9a-f]{4,64})(?: \d+)?\r?$/m.exec(section) ?? [];
  const [, path] = /^\+\+\+ (?:[bw]\/)?([^"\n\t][^\n\t]{0,1000}?)\t?\r?$/m.exec(section) ?? [];
  const start = section.search(/^@@ -/m);
  if (before === undefined || after === undefined || path === undefined || start < 0) return undefined;
  return { path, before, after, hunks: section.slice(start) };
}

/** @returns undefined where the hunks are not of this content, or are not whole */
export function patchedBy(content: string, hunks: string): string | undefined {
  const old = content.split('\n');
  const made: string[] = [];
  let at = 0;
  for (const hunk of hunks.split(/^(?=@@ -)/m)) {
    const [, from = '', count = '1', , added = '1'] =
      /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(hunk) ?? [];
    const start = count === '0' ? Number(from) : Number(from) - 1;
    const body = bodyOf(hunk, Number(count), Number(added));
    if (from === '' || !body || start < at) return undefined;
    made.push(...old.slice(at, start), ...body.after);
    if (body.before.some((line, index) => old[start + index] !== line)) return undefined;
    at = start + body.before.length;
    if (body.endsBare) return made.join('\n');
  }
  return [...made, ...old.slice(at)].join('\n');
}

/** The lines of a hunk, as many as its head says, on both sides. */
function bodyOf(hunk: string, olds: number, news: number) {
  const before: string[] = [];
  const after: string[] = [];
  let last = '';
  let endsBare = false;
  for (const line of hunk.split('\n').slice(1)) {
    const isDone = before.length === olds && after.length === news;
    // Where the old content ended without a line break, its last line is whole all the same.
    if (line.startsWith('\\')) endsBare ||= last !== '-';
    else if (isDone) break;
    else {
      last = line.charAt(0);
      if (last !== '+') before.push(line.slice(1));
      if (last !== '-') after.push(line.slice(1));
    }
  }
  return before.length === olds && after.length === news ? { before, after, endsBare } : undefined;
}
