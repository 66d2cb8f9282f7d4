import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import { type GitInvocation, gitInvocationOf } from '../../shell/git-invocation.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/** What a result shows of what is in the index now, or in a commit. https://git-scm.com/docs/git-status */
const listing = /^(?:[AMR][ M] |\tnew file: | create mode \d{6} |add '| \d+ files? changed)/m;
/** They show what commits hold already. */
const ofTrees = /^(?:show|ls-files|ls-tree|log)$/;
/** A name for the commit before, and before that. https://git-scm.com/docs/gitrevisions */
const before = /^(?:HEAD|@)(?:~(\d*)|(\^+))$/;
/** What is published is where one of these names stands. */
const published = /^(?:origin|upstream)\/|^@\{u(?:pstream)?\}$/;

/**
 * Follows what private files one session put into the index and into commits, and took out again before it published
 * anything. Files that no result lists are not followed, and what cannot be told counts as still there.
 */
export class TakenBack {
  #staged: readonly string[] = [];
  #stashed: readonly string[] = [];
  /** Those of each commit that is not published yet, in order. */
  #commits: (readonly string[])[] = [];
  #taken: readonly string[] = [];
  #removed: readonly string[] = [];
  #isShownInTree = false;
  #isIgnored = false;
  #isAll = false;

  /** Whether all of them were out when the last call that was observed published something. */
  get isAll(): boolean {
    return this.#isAll;
  }

  /** @param listed private paths that the call stages or commits, or shows to be in a tree */
  observe(call: ToolCall, { commands, effects }: CommandAnalysis, listed: readonly string[]): void {
    this.#isAll = false;
    if (call.outcome === 'denied' || call.outcome === 'not-run') return;
    const steps = commands.flatMap((command) => gitInvocationOf(command) ?? []);
    if (steps.some(({ subcommand }) => ofTrees.test(subcommand)) && listed.length > 0)
      this.#isShownInTree = true;
    this.#staged = [...new Set([...this.#staged, ...listed])];
    if (effects.some(isIgnoring)) this.#isIgnored = true;
    let isAll: boolean | undefined;
    for (const step of steps) {
      if (step.subcommand === 'push') isAll ??= this.#isEmpty();
      this.#follow(step, call);
    }
    this.#isAll = isAll ?? this.#isEmpty();
    if (call.outcome === 'succeeded' && effects.some(({ action }) => action === 'publish')) this.#forget();
  }

  #isEmpty(): boolean {
    const left = [...this.#staged, ...this.#commits.flat()];
    return this.#taken.length > 0 && left.length === 0 && !this.#isShownInTree;
  }

  #forget(): void {
    this.#staged = [];
    this.#commits = [];
    this.#taken = [];
    this.#isShownInTree = false;
  }

  #follow({ subcommand, args }: GitInvocation, { outcome, result }: ToolCall): void {
    const isDone = outcome === 'succeeded';
    if (subcommand === 'commit') this.#commit(args);
    else if (subcommand === 'add' || subcommand === 'stage') this.#stage(args, result?.text ?? '');
    else if (!isDone) return;
    else if (subcommand === 'reset') this.#reset(args);
    else if (subcommand === 'restore' && args.some((word) => /^(?:--staged|-\w*S\w*)$/.test(word)))
      this.#unstage(operandsOf(args));
    else if (subcommand === 'rm') this.#unstage(operandsOf(args), 'removed');
    else if (subcommand === 'stash') this.#stash(args);
  }

  #commit(args: readonly string[]): void {
    const last = args.includes('--amend') ? (this.#commits.pop() ?? []) : [];
    const kept = last.filter((path) => !isNamed(path, this.#removed));
    if (kept.length < last.length) this.#taken = [...this.#taken, ...last];
    this.#commits.push([...kept, ...this.#staged]);
    this.#staged = [];
    this.#removed = [];
  }

  /** What was taken out comes back with all that is added, where no list of it shows that it does not. */
  #stage(args: readonly string[], text: string): void {
    const paths = operandsOf(args);
    const isWhole = paths.length === 0 || paths.some((path) => /^(?:\.|:\/|\*)$/.test(path));
    if (isWhole && (this.#isIgnored || listing.test(text))) return;
    const again = this.#taken.filter((path) => isWhole || isNamed(path, paths));
    this.#staged = [...new Set([...this.#staged, ...again])];
  }

  #reset(args: readonly string[]): void {
    const operands = operandsOf(args);
    const undone = this.#commitsBehind(operands[0]);
    if (undone === undefined) {
      this.#unstage(operands.filter((word) => word !== 'HEAD'));
      return;
    }
    const back = this.#commits.splice(Math.max(0, this.#commits.length - undone)).flat();
    if (args.includes('--soft')) this.#staged = [...this.#staged, ...back];
    else {
      this.#taken = [...this.#taken, ...back];
      this.#unstage([]);
    }
  }

  /** @returns undefined where the word is no commit that is known */
  #commitsBehind(word: string | undefined): number | undefined {
    if (word === undefined) return undefined;
    if (published.test(word)) return this.#commits.length;
    const [, number, hats] = before.exec(word) ?? [];
    if (hats !== undefined) return hats.length;
    return number === undefined ? undefined : Number(number || 1);
  }

  /** @param paths none for all */
  #unstage(paths: readonly string[], isRemoved?: 'removed'): void {
    const out = paths.length === 0 ? this.#staged : this.#staged.filter((path) => isNamed(path, paths));
    this.#taken = [...this.#taken, ...out];
    this.#staged = this.#staged.filter((path) => !out.includes(path));
    if (isRemoved) this.#removed = [...this.#removed, ...paths];
  }

  #stash(args: readonly string[]): void {
    const isBack = /^(?:pop|apply)$/.test(args[0] ?? '');
    if (/^(?:list|show|drop|clear|branch)$/.test(args[0] ?? '')) return;
    if (isBack) this.#staged = [...this.#staged, ...this.#stashed];
    else {
      this.#taken = [...this.#taken, ...this.#staged];
      this.#stashed = this.#staged;
      this.#staged = [];
    }
  }
}

function isIgnoring({ action, target }: CommandAnalysis['effects'][number]): boolean {
  return action === 'write' && /(?:\/\.gitignore|\/info\/exclude)$/.test(target);
}

function operandsOf(args: readonly string[]): readonly string[] {
  return args.filter((word) => !word.startsWith('-'));
}

/** Whether one of the operands names a path, a folder above it, or everything. */
function isNamed(path: string, operands: readonly string[]): boolean {
  return operands.some((operand) => {
    const plain = operand.replace(/^\.\//, '').replace(/\/+$/, '');
    return plain === '.' || path === plain || path.startsWith(`${plain}/`);
  });
}
