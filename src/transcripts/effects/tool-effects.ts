import { analyseCommand } from '../../shell/analyse-command.ts';
import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Action, Effect } from '../../shell/effect.ts';
import { isLocalTarget } from '../../shell/hosts.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { pathEffect } from '../../shell/path-effect.ts';
import { isKnownTool, meaningOf, type ToolMeaning } from '../dialects/dialect.ts';
import { dialectOf } from '../dialects/dialects.ts';
import { subjectIn } from '../dialects/input-fields.ts';
import type { ToolKind } from '../tool-kind.ts';
import { inputEffects, mcpEffects } from './mcp-effects.ts';
import { patchInCommand, readPatch } from './read-patch.ts';
import type { ToolUse } from './tool-use.ts';

type Reading = (use: MeantUse, context: PathContext) => CommandAnalysis;

interface MeantUse extends ToolUse {
  readonly meaning: ToolMeaning;
  /** What the tool is asked to run, open or fetch; empty where its input does not say. */
  readonly subject: string;
}

/** By what a tool is for. Others that are known touch nothing outside of the session. */
const readings: Readonly<Partial<Record<ToolKind, Reading>>> = {
  shell: commandEffects,
  read: onFile('read'),
  write: onFile('write'),
  patch: ({ tool, subject }, context) => only(...patchEffects({ program: tool, patch: subject }, context)),
  search: (use, context) => (use.meaning.shows?.(use.input) ? onFile('read')(use, context) : nothing),
  web: (use) => only(webEffect(use, use.meaning.subject === undefined ? 'web-search' : use.subject)),
  mcp: mcpEffects,
};

/**
 * What a tool call does to the world, told from its input; nothing about whether it ran. Never throws, whatever the
 * input holds.
 */
export function toolEffects(use: ToolUse, context: PathContext): CommandAnalysis {
  const dialect = dialectOf(use.agent);
  if (!isKnownTool(dialect, use.tool)) return inputEffects(use, context);
  const meaning = meaningOf(dialect, use.tool);
  if (meaning.actsLater) return laterEffect(use, meaning.actsLater(use.input));
  const { kind, subject: field } = meaning;
  const subject = field === undefined ? '' : subjectIn(use.input, kind, field);
  return readings[meaning.kind]?.({ ...use, meaning, subject }, context) ?? nothing;
}

const nothing: CommandAnalysis = { commands: [], effects: [], problems: [] };

function laterEffect({ tool }: ToolUse, words: string | undefined): CommandAnalysis {
  const target = `${tool} ${words}`.trim();
  return words === undefined
    ? nothing
    : only({ action: 'persist', target, zone: 'persistence', certainty: 'certain', program: tool });
}

function only(...effects: readonly Effect[]): CommandAnalysis {
  return { ...nothing, effects };
}

function commandEffects(
  { subject, meaning: { shell }, input }: MeantUse,
  context: PathContext,
): CommandAnalysis {
  const name = typeof shell === 'function' ? shell(input, context.cwd) : shell;
  const analysis = analyseCommand(subject, context, name);
  const patch = patchInCommand(subject);
  if (patch === undefined) return analysis;
  const effects = patchEffects({ program: 'apply_patch', patch }, context);
  return { ...analysis, effects: [...analysis.effects, ...effects] };
}

function patchEffects(
  { program, patch }: { readonly program: string; readonly patch: string },
  context: PathContext,
): Effect[] {
  return readPatch(patch).map(({ action, path }) => pathEffect({ action, path, program }, context));
}

function onFile(action: Action): Reading {
  return ({ tool, subject: path, meaning }, context) =>
    path === ''
      ? nothing
      : only(pathEffect({ action: meaning.action ?? action, path, program: tool }, context));
}

function webEffect({ tool }: ToolUse, target: string): Effect {
  const effect: Effect = { action: 'connect', target, zone: 'outside', certainty: 'certain', program: tool };
  return isLocalTarget(target) ? { ...effect, traits: ['local-host'] } : effect;
}
