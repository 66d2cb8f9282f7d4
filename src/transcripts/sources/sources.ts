import { aider } from './aider/aider.ts';
import { amp } from './amp/amp.ts';
import { antigravity } from './antigravity/antigravity.ts';
import { claudeCode } from './claude-code/claude-code.ts';
import { clineFamily } from './cline/cline.ts';
import { codex } from './codex/codex.ts';
import { continueAgent } from './continue/continue.ts';
import { copilotCli } from './copilot-cli/copilot-cli.ts';
import { crush } from './crush/crush.ts';
import { cursor } from './cursor/cursor.ts';
import { droid } from './droid/droid.ts';
import { geminiCli, qwenCode } from './gemini-cli/gemini-cli.ts';
import { goose } from './goose/goose.ts';
import { grok } from './grok/grok.ts';
import { kimiCli } from './kimi-cli/kimi-cli.ts';
import { mistralVibe } from './mistral-vibe/mistral-vibe.ts';
import { opencode } from './opencode/opencode.ts';
import { openclaw, pi } from './pi/pi.ts';
import type { Source } from './source.ts';
import { vscodeCopilot } from './vscode-copilot/vscode-copilot.ts';

/** Every agent whose sessions are read. */
export const sources: readonly Source[] = [
  claudeCode,
  codex,
  copilotCli,
  vscodeCopilot,
  geminiCli,
  qwenCode,
  antigravity,
  opencode,
  ...clineFamily,
  cursor,
  goose,
  aider,
  continueAgent,
  amp,
  kimiCli,
  mistralVibe,
  crush,
  droid,
  pi,
  openclaw,
  grok,
];

const byAgent: ReadonlyMap<string, Source> = new Map(sources.map((source) => [source.agent, source]));

/** @param agent id in `src/agents/` */
export function hasSource(agent: string): boolean {
  return byAgent.has(agent);
}

/** @throws for an agent without a source: only files of agents that have one are read */
export function sourceOf(agent: string): Source {
  const source = byAgent.get(agent);
  if (!source) throw new Error(`no source reads sessions of ${agent}`);
  return source;
}
