import type { ToolCall } from '../tool-call.ts';
import { aider } from './aider/aider.ts';
import { antigravity } from './antigravity/antigravity.ts';
import { claudeCode } from './claude-code/claude-code.ts';
import { clineFamily } from './cline/cline.ts';
import { codex } from './codex/codex.ts';
import { commonDialects } from './common-tools.ts';
import { copilotCli } from './copilot-cli/copilot-cli.ts';
import { cursor } from './cursor/cursor.ts';
import { type Dialect, meaningOf } from './dialect.ts';
import { geminiCli, qwenCode } from './gemini-cli/gemini-cli.ts';
import { goose } from './goose/goose.ts';
import { opencode } from './opencode/opencode.ts';
import { vscodeCopilot } from './vscode-copilot/vscode-copilot.ts';

/** What the words of every agent mean whose sessions are read. */
const dialects: readonly Dialect[] = [
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
  ...commonDialects,
];

const byAgent: ReadonlyMap<string, Dialect> = new Map(dialects.map((dialect) => [dialect.agent, dialect]));

/** Of an agent without a dialect of its own, every tool is unknown. */
const silent: Dialect = { agent: '', tools: {}, mcpTool: () => undefined };

/** @param agent id in `src/agents/` */
export function dialectOf(agent: string): Dialect {
  return byAgent.get(agent) ?? silent;
}

/** A tool as calls name it: what is known of it by its name in the records of an agent. */
export function toolNamed(
  agent: string,
  tool: string,
): Pick<ToolCall, 'agent' | 'tool' | 'toolKind' | 'mcp'> {
  const dialect = dialectOf(agent);
  const mcp = dialect.mcpTool(tool);
  return { agent, tool, toolKind: meaningOf(dialect, tool).kind, ...(mcp && { mcp }) };
}
