import type { Agent, McpPlace, SessionStore } from './agent.ts';
import { user } from './mcp-places.ts';
import { appData } from './paths.ts';

const sessions = [...appData('Claude'), 'AppData/Local/Packages/Claude_*/LocalCache/Roaming/Claude'].map(
  (data) => `${data}/local-agent-mode-sessions/*/*/local_*`,
);

/** What a session told the application; the transcript beside it tells more. */
export const desktopAuditLog: SessionStore = {
  base: 'home',
  paths: sessions.map((folder) => `${folder}/audit.jsonl`),
  session: 'folder',
  unless: '.claude/projects',
  isRead: true,
  source: 'https://github.com/phuryn/claude-usage/issues/84',
};

const extensions = appData('Claude/Claude Extensions/*/manifest.json').map(
  (path): McpPlace => ({
    base: 'home',
    path,
    servers: [{ keys: ['server', 'mcp_config'], scope: 'extension', single: true }],
  }),
);

/** The desktop application; its local agent mode runs Claude Code with a folder of its own for each session. */
export const claudeDesktop: Agent = {
  id: 'claude-desktop',
  name: 'Claude Desktop',
  documentation: 'https://support.claude.com/en/collections/14464166-cowork',
  programs: [],
  packages: { homebrew: ['claude'] },
  installations: [{ base: 'system', path: '/Applications/Claude.app', channel: 'app' }],
  folders: [],
  configuration: ['claude_desktop_config.json'],
  stores: [
    {
      base: 'home',
      paths: sessions.map((folder) => `${folder}/.claude/projects/**/*.jsonl`),
      session: 'file',
      isRead: true,
      ledger: {
        reads: 'what is read of Claude Code, whose form its sessions have',
        leavesOut: 'what stands beside sessions (`local_*.json`): title, folders that were chosen',
      },
      source: 'https://github.com/skillsynchq/txcript/issues/9',
    },
    desktopAuditLog,
  ],
  mcp: {
    documentation: 'https://modelcontextprotocol.io/quickstart/user',
    places: [
      ...user(appData('Claude/claude_desktop_config.json'), 'mcpServers'),
      ...user('AppData/Local/Packages/*/LocalCache/Roaming/Claude/claude_desktop_config.json', 'mcpServers'),
      ...extensions,
    ],
  },
};
