import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { isWithin, segmentsOf } from '../../shell/paths.ts';
import { neverRan, type ToolCall } from '../tool-call.ts';
import { withPrintedPushes } from './printed-pushes.ts';
import { printedRemovals, removalsAtMost } from './printed-removals.ts';
import { printedStatements } from './printed-statements.ts';
import { withoutSilentCleans } from './silent-cleans.ts';
import { toolEffects } from './tool-effects.ts';

/** What a recorded call does by its input, and what its result says besides. */
export function callEffects(call: ToolCall, paths: PathContext): CommandAnalysis {
  const told = toolEffects(call, paths);
  const { result, outcome, argument } = call;
  if (!result || neverRan(outcome) || told.commands.length === 0) return told;
  const pushed = withPrintedPushes(told, result.text);
  const isWhole = outcome === 'succeeded';
  const analysis = isWhole ? withoutSilentCleans(pushed, { text: result.text, source: argument }) : pushed;
  const printed = [
    ...printedRemovals(result.text, analysis, paths),
    ...printedStatements({ text: result.text, source: argument }, analysis, paths),
  ];
  if (printed.length === 0) return analysis;
  const { commands, effects } = closedBy(printed, analysis);
  return {
    ...analysis,
    commands,
    effects: [...effects, ...printed.filter((effect) => !isTold(effect, effects))],
  };
}

/** What git found untracked, and what a variable held, is named by the result: it took no more than that. */
function closedBy(printed: readonly Effect[], { commands, effects }: CommandAnalysis) {
  const programs = new Set(printed.map(({ program }) => program));
  const isPassedOn = commands.some(({ pipedFrom }) => pipedFrom !== undefined && programs.has(pipedFrom));
  const isNoLoss = !isPassedOn && printed.length < removalsAtMost && printed.every(comesAgain);
  const known = new Map<Effect, Effect>();
  const close = (effect: Effect): Effect => {
    const { program, traits = [] } = effect;
    if (!traits.includes('untracked') || !programs.has(program)) return effect;
    const left = traits.filter((one) => one !== 'untracked' && !(isNoLoss && one === 'irreversible'));
    const closed = known.get(effect) ?? { ...effect, traits: left };
    known.set(effect, closed);
    return closed;
  };
  const closeAll = (all: readonly Effect[]) =>
    all.filter((effect) => !isNamedByResult(effect, programs)).map(close);
  return {
    commands: commands.map((command) => ({ ...command, effects: closeAll(command.effects) })),
    effects: closeAll(effects),
  };
}

function isNamedByResult({ action, target, program }: Effect, programs: ReadonlySet<string>): boolean {
  return action === 'delete' && /^[$`]/.test(target) && programs.has(program);
}

/** Whether nothing that anybody would miss is gone: the rest of a line that a pipe cut could name more. */
function comesAgain({ traits = [] }: Effect): boolean {
  return traits.includes('regenerable') || traits.includes('own-creation');
}

/** Whether the words of the command said as much. */
function isTold({ target }: Effect, told: readonly Effect[]): boolean {
  const inner = segmentsOf(target);
  return told.some(
    ({ action, certainty, program, target: outer, traits = [] }) =>
      action === 'delete' &&
      certainty === 'certain' &&
      program !== 'git' &&
      (outer === target || (traits.includes('recursive') && isWithin(inner, segmentsOf(outer)))),
  );
}
