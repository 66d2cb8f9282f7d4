import type { Agent } from './agent.ts';
import { aider } from './aider.ts';
import { amazonQ } from './amazon-q.ts';
import { amp } from './amp.ts';
import { antigravity } from './antigravity.ts';
import { claudeCode } from './claude-code.ts';
import { claudeDesktop } from './claude-desktop.ts';
import { cline } from './cline.ts';
import { codex } from './codex.ts';
import { commandCode } from './command-code.ts';
import { continueAgent } from './continue.ts';
import { copilotCli } from './copilot-cli.ts';
import { copilotJetbrains } from './copilot-jetbrains.ts';
import { crush } from './crush.ts';
import { cursor } from './cursor.ts';
import { droid } from './droid.ts';
import { geminiCli } from './gemini-cli.ts';
import { geminiCodeAssist } from './gemini-code-assist.ts';
import { goose } from './goose.ts';
import { gptme } from './gptme.ts';
import { grok } from './grok.ts';
import { hermes } from './hermes.ts';
import { iflow } from './iflow.ts';
import { junie } from './junie.ts';
import { kiloCode } from './kilo-code.ts';
import { kimiCli } from './kimi-cli.ts';
import { kiro } from './kiro.ts';
import { mistralVibe } from './mistral-vibe.ts';
import { openclaw } from './openclaw.ts';
import { opencode } from './opencode.ts';
import { openhands } from './openhands.ts';
import { pi } from './pi.ts';
import { qwenCode } from './qwen-code.ts';
import { rooCode } from './roo-code.ts';
import { trae } from './trae.ts';
import { vscodeCopilot } from './vscode-copilot.ts';
import { warp } from './warp.ts';
import { windsurf } from './windsurf.ts';
import { zed } from './zed.ts';
import { zencoder } from './zencoder.ts';

/** Every agent that is known, Claude Code first. A new one is one file and one line here. */
export const agents = [
  claudeCode,
  claudeDesktop,
  codex,
  copilotCli,
  vscodeCopilot,
  copilotJetbrains,
  geminiCli,
  geminiCodeAssist,
  qwenCode,
  antigravity,
  cursor,
  opencode,
  cline,
  rooCode,
  kiloCode,
  continueAgent,
  goose,
  amp,
  aider,
  crush,
  droid,
  kiro,
  amazonQ,
  kimiCli,
  mistralVibe,
  windsurf,
  zed,
  trae,
  warp,
  junie,
  grok,
  pi,
  openclaw,
  openhands,
  hermes,
  iflow,
  gptme,
  zencoder,
  commandCode,
] as const satisfies readonly Agent[];

/** Agents other than Claude Code. */
export const otherAgents: readonly Agent[] = agents.filter(({ id }) => id !== claudeCode.id);
