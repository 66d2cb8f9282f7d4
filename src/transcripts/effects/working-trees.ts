import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect, Trait } from '../../shell/effect.ts';
import { type GitInvocation, gitInvocationOf } from '../../shell/git-invocation.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { isWithin, resolvePath, segmentsOf } from '../../shell/paths.ts';
import { neverRan, type ToolCall } from '../tool-call.ts';
import { stateAfter, type TreeState } from './tree-state.ts';

interface Observed {
  readonly call: ToolCall;
  readonly analysis: CommandAnalysis;
  readonly paths: PathContext;
}

const mostTrees = 200;

/**
 * What one session shows of the working trees in which it runs git: whether a reset had anything to throw away. Takes
 * its calls in order.
 */
export class WorkingTrees {
  /** By folder; of one that is there without a state, nothing is known any more. */
  readonly #states = new Map<string, TreeState | undefined>();
  /** Those that the session made: their state is their own, wherever they lie. */
  readonly #made = new Set<string>();

  /** The effects of a call, those of a hard reset with what was there before it. */
  observe(observed: Observed): CommandAnalysis {
    const { call, analysis, paths } = observed;
    const marked = new Map<Effect, Effect>();
    for (const command of analysis.commands) {
      if (command.remote !== undefined) continue;
      const git = gitInvocationOf(command);
      if (git?.subcommand === 'reset') this.#mark(command, git, marked);
      if (neverRan(call.outcome)) continue;
      this.#write(command.effects, paths);
      if (git) this.#learn(git, observed);
    }
    if (analysis.commands.length === 0 && !neverRan(call.outcome)) this.#write(analysis.effects, paths);
    return withMarks(analysis, marked);
  }

  #mark({ effects }: SimpleCommand, git: GitInvocation, marked: Map<Effect, Effect>): void {
    const state = this.#stateOf(git);
    for (const effect of effects) if (isHardReset(effect)) marked.set(effect, withState(effect, state));
  }

  #learn(git: GitInvocation, { call, analysis }: Observed): void {
    const made = madeTree(git);
    if (made !== undefined && call.outcome === 'succeeded') {
      this.#made.add(made);
      this.#set(made, 'clean');
      return;
    }
    const before = this.#stateOf(git);
    const after = stateAfter(git, { call, analysis, before });
    if (after !== before) this.#set(git.directory, after);
  }

  /** Of the folder, or of the nearest above it of which something is known. */
  #stateOf({ directory }: GitInvocation): TreeState | undefined {
    const place = segmentsOf(directory);
    const [nearest] = [...this.#states.keys()]
      .filter((folder) => isWithin(place, segmentsOf(folder)))
      .sort((a, b) => b.length - a.length);
    return nearest === undefined ? undefined : this.#states.get(nearest);
  }

  #set(folder: string, state: TreeState | undefined): void {
    const place = segmentsOf(folder);
    for (const inner of [...this.#states.keys()])
      if (!this.#made.has(inner) && isWithin(segmentsOf(inner), place)) this.#states.delete(inner);
    if (this.#states.size < mostTrees) this.#states.set(folder, state);
  }

  #write(effects: readonly Effect[], { repository }: PathContext): void {
    for (const effect of effects) {
      if (!changesFiles(effect)) continue;
      const place = segmentsOf(effect.target);
      const isIn = (folder: string) => isWithin(place, segmentsOf(folder));
      if (runs.has(effect.action)) for (const folder of this.#states.keys()) this.#forget(folder);
      else
        for (const folder of [...this.#states.keys(), repository].filter(isIn)) this.#set(folder, 'changed');
    }
  }

  /** What a program did of which nobody knows what it does; what was changed before is so still. */
  #forget(folder: string): void {
    if (this.#states.get(folder) === 'clean') this.#states.set(folder, undefined);
  }
}

const runs: ReadonlySet<Effect['action']> = new Set(['execute', 'install']);

function changesFiles({ action, target, program, traits = [] }: Effect): boolean {
  if (runs.has(action)) return true;
  if (program === 'git' || traits.includes('regenerable') || traits.includes('dry-run')) return false;
  const isChange = action === 'write' || action === 'delete' || action === 'download';
  return isChange && /^(?:[/~]|[A-Za-z]:)/.test(target) && !traits.includes('remote');
}

function isHardReset({ action, program, traits = [] }: Effect): boolean {
  return (
    action === 'delete' && program === 'git' && traits.includes('recursive') && traits.includes('refspec')
  );
}

function withState(effect: Effect, state: TreeState | undefined): Effect {
  const { traits = [] } = effect;
  if (state === 'changed') return effect;
  if (state === undefined) return { ...effect, traits: [...traits, 'unseen'] };
  const kept: readonly Trait[] = traits.filter((one) => one !== 'irreversible');
  return { ...effect, traits: [...kept, 'committed'] };
}

function withMarks(analysis: CommandAnalysis, marked: ReadonlyMap<Effect, Effect>): CommandAnalysis {
  if (marked.size === 0) return analysis;
  const mark = (effects: readonly Effect[]) => effects.map((effect) => marked.get(effect) ?? effect);
  const commands = analysis.commands.map((one) => ({ ...one, effects: mark(one.effects) }));
  return { ...analysis, commands, effects: mark(analysis.effects) };
}

/** `git worktree add` and `git clone` with a folder: what they leave is what is committed. */
function madeTree({ subcommand, args, directory }: GitInvocation): string | undefined {
  const words = args.filter((word, at) => !word.startsWith('-') && !/^-[bBo]$/.test(args[at - 1] ?? ''));
  const isAdded = subcommand === 'worktree' && words[0] === 'add';
  const folder = isAdded || subcommand === 'clone' ? words[1] : undefined;
  return folder === undefined ? undefined : resolvePath(folder, directory);
}
