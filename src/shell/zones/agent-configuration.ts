import { PlaceTable } from './place-table.ts';

/**
 * What tells coding agents how to behave: settings, hooks, instructions, memory, servers.
 * https://code.claude.com/docs/en/settings, and each client's own manual.
 */
const places = new PlaceTable([
  '.claude',
  '.claude.json',
  'claude.md',
  'claude.local.md',
  '.mcp.json',
  'managed-settings.json',
  'managed-mcp.json',
  'claude_desktop_config.json',
  '.claude-plugin',
  'agents.md',
  'agents.override.md',
  '.codex',
  '.gemini',
  'gemini.md',
  '.cursor',
  '.cursorrules',
  '.windsurf',
  '.windsurfrules',
  '.codeium',
  '.clinerules',
  '.cline',
  '.roo',
  '.roomodes',
  '.continue',
  '.aider.conf.yml',
  '.kiro',
  '.opencode',
  'opencode.json',
  '.github/copilot-instructions.md',
  '.github/instructions',
  '.github/prompts',
  '.copilot',
  '.junie',
  '.vscode/mcp.json',
  '.zed/settings.json',
  '/etc/claude-code',
  'library/application support/claudecode',
  'programdata/claudecode',
]);

/** Work products that agents keep there; writing them changes no behaviour. */
const workProducts = new PlaceTable([
  '.claude/projects',
  '.claude/todos',
  '.claude/tasks',
  '.claude/plans',
  '.claude/worktrees',
  '.claude/shell-snapshots',
  '.claude/file-history',
  '.claude/statsig',
  '.claude/debug',
  '.claude/image-cache',
  '.claude/paste-cache',
]);

export function isAgentConfiguration(segments: readonly string[]): boolean {
  return places.has(segments) && !workProducts.has(segments);
}

/** Where agents keep what they recorded of themselves: transcripts, history, snapshots. */
export function isAgentRecord(segments: readonly string[]): boolean {
  return workProducts.has(segments);
}
