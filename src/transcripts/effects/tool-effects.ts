import { analyseCommand } from '../../shell/analyse-command.ts';
import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import type { Action, Effect } from '../../shell/effect.ts';
import { isLocalTarget } from '../../shell/hosts.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { pathEffect } from '../../shell/path-effect.ts';
import { mcpEffects } from './mcp-effects.ts';
import type { ToolUse } from './tool-use.ts';

type Reading = (use: ToolUse, context: PathContext) => CommandAnalysis;

/** https://code.claude.com/docs/en/tools-reference; tools that are not here touch nothing outside the session. */
const tools: Readonly<Record<string, Reading>> = {
  Bash: ({ input }, context) => analyseCommand(textOf(input, 'command'), context),
  Monitor: ({ input }, context) => analyseCommand(textOf(input, 'command'), context),
  PowerShell: ({ input }, context) => analyseCommand(textOf(input, 'command'), context, 'powershell'),
  Read: onFile('read', 'file_path'),
  NotebookRead: onFile('read', 'notebook_path'),
  Grep: (use, context) => (use.input['output_mode'] === 'content' ? searched(use, context) : nothing),
  Write: onFile('write', 'file_path'),
  Edit: onFile('write', 'file_path'),
  MultiEdit: onFile('write', 'file_path'),
  Update: onFile('write', 'file_path'),
  NotebookEdit: onFile('write', 'notebook_path'),
  WebFetch: (use) => only(webEffect(use, textOf(use.input, 'url'))),
  WebSearch: (use) => only(webEffect(use, 'web-search')),
};

/**
 * What a tool call does to the world, told from its input; nothing about whether it ran. Never throws, whatever the
 * input holds.
 */
export function toolEffects(use: ToolUse, context: PathContext): CommandAnalysis {
  const reading = Object.hasOwn(tools, use.tool) ? tools[use.tool] : undefined;
  if (reading) return reading(use, context);
  return use.tool.startsWith('mcp__') ? mcpEffects(use, context) : nothing;
}

const nothing: CommandAnalysis = { commands: [], effects: [], problems: [] };

function only(...effects: readonly Effect[]): CommandAnalysis {
  return { ...nothing, effects };
}

function onFile(action: Action, field: string): Reading {
  return ({ tool, input }, context) => {
    const path = textOf(input, field);
    return path === '' ? nothing : only(pathEffect({ action, path, program: tool }, context));
  };
}

/** Prints lines of the files. */
const searched = onFile('read', 'path');

function webEffect({ tool }: ToolUse, target: string): Effect {
  const effect: Effect = { action: 'connect', target, zone: 'outside', certainty: 'certain', program: tool };
  return isLocalTarget(target) ? { ...effect, traits: ['local-host'] } : effect;
}

function textOf(input: ToolUse['input'], field: string): string {
  const value = input[field];
  return typeof value === 'string' ? value : '';
}
