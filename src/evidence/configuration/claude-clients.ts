import { appData, type ConfigurationPlace, inherited, project, system, user } from './configuration-place.ts';
import type { McpClient } from './mcp-clients.ts';

/** Folders of managed files: https://code.claude.com/docs/en/managed-settings */
export const managedFolders = [
  '/etc/claude-code',
  '/Library/Application Support/ClaudeCode',
  'C:/Program Files/ClaudeCode',
] as const;

const plugin = '.claude/plugins/cache/*/*/*';
/** A plugin's `.mcp.json` may hold the servers without the `mcpServers` key around them. */
const wrappedOrFlat = [['mcpServers'], []];

/** Claude Code and Claude Desktop. */
export const claudeClients: readonly McpClient[] = [
  {
    name: 'claude-code',
    documentation: 'https://code.claude.com/docs/en/mcp',
    places: [
      ...['.claude.json', '.claude/.claude.json'].map(
        (path): ConfigurationPlace => ({
          base: 'home',
          path,
          format: 'json',
          servers: [
            { keys: ['mcpServers'], scope: 'user' },
            { keys: ['projects', '*', 'mcpServers'], scope: 'local' },
          ],
        }),
      ),
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
  {
    name: 'claude-desktop',
    documentation: 'https://modelcontextprotocol.io/quickstart/user',
    places: [
      ...user(appData('Claude/claude_desktop_config.json'), 'mcpServers'),
      ...user('AppData/Local/Packages/*/LocalCache/Roaming/Claude/claude_desktop_config.json', 'mcpServers'),
      ...appData('Claude/Claude Extensions/*/manifest.json').map(
        (path): ConfigurationPlace => ({
          base: 'home',
          path,
          format: 'json',
          servers: [{ keys: ['server', 'mcp_config'], scope: 'extension', single: true }],
        }),
      ),
    ],
  },
];
