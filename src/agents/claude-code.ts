import type { Agent, McpPlace } from './agent.ts';
import { inherited, project, system, user } from './mcp-places.ts';

/** Folders of managed files: https://code.claude.com/docs/en/managed-settings */
export const managedFolders = [
  '/etc/claude-code',
  '/Library/Application Support/ClaudeCode',
  'C:/Program Files/ClaudeCode',
] as const;

const plugin = '.claude/plugins/cache/*/*/*';
/** A plugin's `.mcp.json` may hold the servers without the `mcpServers` key around them. */
const wrappedOrFlat = [['mcpServers'], []];

const state = ['.claude.json', '.claude/.claude.json'].map(
  (path): McpPlace => ({
    base: 'home',
    path,
    servers: [
      { keys: ['mcpServers'], scope: 'user' },
      { keys: ['projects', '*', 'mcpServers'], scope: 'local' },
    ],
  }),
);

const sessionId = '(session_\\w{1,80}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';

export const claudeCode: Agent = {
  id: 'claude-code',
  name: 'Claude Code',
  short: 'claude',
  documentation: 'https://code.claude.com/docs/en/overview',
  programs: ['claude'],
  packages: { npm: ['@anthropic-ai/claude-code'], homebrew: ['claude-code'] },
  extensions: ['anthropic.claude-code'],
  installations: [
    {
      base: 'home',
      path: '.local/share/claude/versions/*',
      channel: 'native',
      version: /versions\/([^/]+)$/,
    },
    { base: 'home', path: '.local/bin/claude', channel: 'binary' },
  ],
  folders: ['.claude', ...managedFolders],
  configuration: [
    ...['.claude.json', 'CLAUDE.md', 'CLAUDE.local.md', '.mcp.json', '.claude-plugin'],
    ...['managed-settings.json', 'managed-mcp.json', 'ProgramData/ClaudeCode'],
    'Library/Application Support/ClaudeCode',
  ],
  settings: ['.claude.json'],
  movedBy: { CLAUDE_CONFIG_DIR: '.claude' },
  stores: [
    {
      base: 'home',
      paths: ['.claude', '.claude*', '.config/claude'].map((folder) => `${folder}/projects/**/*.jsonl`),
      session: 'file',
      isRead: true,
      source: 'https://code.claude.com/docs/en/claude-directory',
    },
  ],
  records: [
    ...['.claude/todos', '.claude/tasks', '.claude/plans', '.claude/worktrees', '.claude/shell-snapshots'],
    ...['.claude/file-history', '.claude/statsig', '.claude/debug', '.claude/image-cache'],
    '.claude/paste-cache',
    '.claude/telemetry',
  ],
  commits: {
    addresses: ['noreply@anthropic.com'],
    trailers: ['Claude-Session', 'Claude-Session-Id'],
    // `Claude-Session: https://claude.ai/code/session_…`, `Claude-Session-Id: <uuid>`
    sessions: [
      new RegExp(`^claude-session(?:-id)?:[^\\n]{0,200}?${sessionId}`, 'gim'),
      new RegExp(`claude\\.ai/code/(?:sessions?/)?${sessionId}`, 'gi'),
    ],
    source: 'https://code.claude.com/docs/en/settings#attribution-settings',
  },
  credentials: [{ paths: ['.claude/.credentials.json'] }],
  mcp: {
    documentation: 'https://code.claude.com/docs/en/mcp',
    places: [
      ...state,
      ...user('.claude/.config.json', 'mcpServers'),
      ...user(['.claude/settings.json', '.claude/settings.local.json'], 'mcpServers', 'settings'),
      ...project('.mcp.json', 'mcpServers'),
      ...inherited('.mcp.json', 'mcpServers'),
      ...project(['.claude/settings.json', '.claude/settings.local.json'], 'mcpServers', 'settings'),
      ...system(
        managedFolders.map((folder) => `${folder}/managed-mcp.json`),
        'mcpServers',
      ),
      ...user([`${plugin}/.mcp.json`], wrappedOrFlat, 'plugin'),
      ...user([`${plugin}/.claude-plugin/plugin.json`], 'mcpServers', 'plugin'),
      ...user('.claude/skills/*/.claude-plugin/plugin.json', 'mcpServers', 'plugin'),
      ...project('.claude/skills/*/.claude-plugin/plugin.json', 'mcpServers', 'plugin'),
      ...user('.claude/agents/*.md', 'mcpServers', 'subagent'),
      ...project('.claude/agents/*.md', 'mcpServers', 'subagent'),
      // Often named, but read by no published version of Claude Code: what stands here is data, not a running server.
      ...user('.config/claude-code/mcp_servers.json', wrappedOrFlat, 'never-read'),
    ],
  },
};
