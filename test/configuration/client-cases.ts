/** One configuration of one client in its own format. `server` is what must come out of it. */
export interface ClientCase {
  readonly client: string;
  /** Below the image's root. */
  readonly path: string;
  readonly text: string;
  readonly server: Readonly<Record<string, unknown>>;
}

const home = 'home/dana';
const repository = 'home/dana/src/shop';
const appSupport = `${home}/Library/Application Support`;

const pluginCommand = `${'{CLAUDE_PLUGIN_ROOT}'}/bin/lint`;

/** A map of one server under a key, as most clients write it. */
function standard(client: string, path: string, { key = 'mcpServers', scope = 'user' } = {}): ClientCase {
  const entry = { command: 'node', args: ['/opt/tools/notes.js'], env: { NOTES_DIR: '/srv' } };
  return {
    client,
    path,
    text: JSON.stringify({ [key]: { notes: entry } }, undefined, 2),
    server: {
      scope,
      name: 'notes',
      transport: 'stdio',
      command: 'node',
      args: ['/opt/tools/notes.js'],
      envNames: ['NOTES_DIR'],
      line: 3,
    },
  };
}

export const clientCases: readonly ClientCase[] = [
  standard('claude-code', `${home}/.claude.json`),
  standard('claude-code', `${repository}/.mcp.json`, { scope: 'project' }),
  standard('claude-code', 'etc/claude-code/managed-mcp.json', { scope: 'managed' }),
  standard('claude-code', 'Library/Application Support/ClaudeCode/managed-mcp.json', { scope: 'managed' }),
  standard('claude-code', 'Program Files/ClaudeCode/managed-mcp.json', { scope: 'managed' }),
  standard('claude-code', `${home}/.config/claude-code/mcp_servers.json`, { scope: 'never-read' }),
  {
    client: 'claude-code',
    path: `${home}/.claude.json`,
    text: JSON.stringify({
      projects: {
        '/home/dana/src/shop': {
          mcpServers: { tickets: { type: 'http', url: 'https://tickets.example/mcp' } },
        },
      },
    }),
    server: {
      scope: 'local',
      name: 'tickets',
      project: '/home/dana/src/shop',
      transport: 'http',
      url: 'https://tickets.example/mcp',
    },
  },
  {
    client: 'claude-code',
    path: `${home}/.claude/plugins/cache/market/linter/1.2.0/.mcp.json`,
    text: JSON.stringify({ lint: { command: pluginCommand } }),
    server: { scope: 'plugin', name: 'lint', command: pluginCommand },
  },
  {
    client: 'claude-code',
    path: `${repository}/.claude/agents/reviewer.md`,
    text: '---\nname: reviewer\nmcpServers:\n  review:\n    type: stdio\n    command: uvx\n    args: [review-server]\n---\nYou review.\n',
    server: { scope: 'subagent', name: 'review', command: 'uvx', args: ['review-server'], line: 4 },
  },
  standard('claude-desktop', `${appSupport}/Claude/claude_desktop_config.json`),
  standard('claude-desktop', `${home}/.config/Claude/claude_desktop_config.json`),
  standard('claude-desktop', `${home}/AppData/Roaming/Claude/claude_desktop_config.json`),
  {
    client: 'claude-desktop',
    path: `${appSupport}/Claude/Claude Extensions/notes/manifest.json`,
    text: JSON.stringify({
      name: 'notes',
      server: { type: 'node', mcp_config: { command: 'node', args: ['index.js'] } },
    }),
    server: { scope: 'extension', name: 'notes', command: 'node' },
  },
  standard('cursor', `${home}/.cursor/mcp.json`),
  standard('cursor', `${repository}/.cursor/mcp.json`, { scope: 'project' }),
  standard('vscode', `${home}/.config/Code/User/mcp.json`, { key: 'servers' }),
  standard('vscode', `${appSupport}/Code/User/profiles/5f1c/mcp.json`, { key: 'servers' }),
  standard('vscode', `${home}/.vscode-server/data/User/mcp.json`, { key: 'servers' }),
  standard('vscode', `${repository}/.vscode/mcp.json`, { key: 'servers', scope: 'project' }),
  {
    client: 'vscode',
    path: `${home}/.config/Code/User/settings.json`,
    text: '{\n  // editors allow comments\n  "mcp": { "servers": {\n    "notes": { "command": "notes", },\n  }, },\n}',
    server: { scope: 'user', name: 'notes', command: 'notes', line: 4 },
  },
  {
    client: 'windsurf',
    path: `${home}/.codeium/windsurf/mcp_config.json`,
    text: JSON.stringify({ mcpServers: { remote: { serverUrl: 'https://tools.example/mcp' } } }),
    server: { name: 'remote', transport: 'http', url: 'https://tools.example/mcp' },
  },
  {
    client: 'zed',
    path: `${home}/.config/zed/settings.json`,
    text: JSON.stringify({
      context_servers: { pg: { command: { path: 'pg-server', args: ['--ro'], env: { PGUSER: 'x' } } } },
    }),
    server: { name: 'pg', transport: 'stdio', command: 'pg-server', args: ['--ro'], envNames: ['PGUSER'] },
  },
  {
    client: 'cline',
    path: `${home}/.config/Code/User/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json`,
    text: JSON.stringify({
      mcpServers: { fs: { command: 'fs', autoApprove: ['write_file'], disabled: true } },
    }),
    server: { name: 'fs', autoApproved: ['write_file'], enabled: false },
  },
  {
    client: 'roo-code',
    path: `${repository}/.roo/mcp.json`,
    text: JSON.stringify({ mcpServers: { fs: { command: 'fs', alwaysAllow: ['read'] } } }),
    server: { scope: 'project', name: 'fs', autoApproved: ['read'] },
  },
  standard('kilo-code', `${repository}/.kilocode/mcp.json`, { scope: 'project' }),
  {
    client: 'continue',
    path: `${home}/.continue/config.yaml`,
    text: 'name: mine\nmcpServers:\n  - name: notes\n    command: notes\n    args:\n      - --ro\n',
    server: { name: 'notes', command: 'notes', args: ['--ro'], line: 3 },
  },
  {
    client: 'continue',
    path: `${repository}/.continue/mcpServers/db.yaml`,
    text: 'mcpServers:\n  - name: db\n    command: db-server\n',
    server: { scope: 'project', name: 'db', command: 'db-server' },
  },
  standard('junie', `${repository}/.junie/mcp/mcp.json`, { scope: 'project' }),
  standard('copilot-jetbrains', `${home}/.config/github-copilot/intellij/mcp.json`, { key: 'servers' }),
  standard('kiro', `${home}/.kiro/settings/mcp.json`),
  standard('antigravity', `${home}/.gemini/antigravity/mcp_config.json`),
  standard('trae', `${home}/.config/Trae/User/mcp.json`),
  standard('lm-studio', `${home}/.lmstudio/mcp.json`),
  standard('boltai', `${home}/.boltai/mcp.json`),
  standard('witsy', `${appSupport}/Witsy/settings.json`),
  {
    client: 'codex',
    path: `${home}/.codex/config.toml`,
    text: 'model = "x"\n\n[mcp_servers.notes]\ncommand = "npx"\nargs = ["-y", "notes-server@1.2.3"]\nenv = { NOTES_DIR = "/srv" }\n',
    server: {
      name: 'notes',
      command: 'npx',
      args: ['-y', 'notes-server@1.2.3'],
      envNames: ['NOTES_DIR'],
      line: 3,
    },
  },
  {
    client: 'gemini-cli',
    path: `${home}/.gemini/settings.json`,
    text: JSON.stringify({ mcpServers: { remote: { httpUrl: 'https://tools.example/mcp', trust: true } } }),
    server: { name: 'remote', transport: 'http', autoApproved: ['*'] },
  },
  standard('qwen-code', `${home}/.qwen/settings.json`),
  standard('copilot-cli', `${home}/.copilot/mcp-config.json`),
  standard('amazon-q', `${home}/.aws/amazonq/mcp.json`),
  {
    client: 'opencode',
    path: `${home}/.config/opencode/opencode.jsonc`,
    text: '{ "mcp": { "notes": { "type": "local", "command": ["bun", "x", "notes"], "environment": { "A": "b" }, "enabled": false } } }',
    server: {
      name: 'notes',
      transport: 'stdio',
      command: 'bun',
      args: ['x', 'notes'],
      envNames: ['A'],
      enabled: false,
    },
  },
  {
    client: 'goose',
    path: `${home}/.config/goose/config.yaml`,
    text: 'extensions:\n  notes:\n    type: stdio\n    cmd: uvx\n    args: [notes]\n    envs: {A: b}\n    enabled: true\n  developer:\n    type: builtin\n    name: developer\n',
    server: { name: 'notes', transport: 'stdio', command: 'uvx', args: ['notes'], envNames: ['A'], line: 2 },
  },
  standard('amp', `${home}/.config/amp/settings.json`, { key: 'amp.mcpServers' }),
  standard('droid', `${home}/.factory/mcp.json`),
  {
    client: 'warp',
    path: `${home}/.warp/.mcp.json`,
    text: JSON.stringify({ notes: { command: 'notes' } }),
    server: { name: 'notes', command: 'notes' },
  },
  standard('kimi-cli', `${home}/.kimi/mcp.json`),
  {
    client: 'mistral-vibe',
    path: `${home}/.vibe/config.toml`,
    text: '[[mcp_servers]]\nname = "notes"\ntransport = "stdio"\ncommand = "notes"\n',
    server: { name: 'notes', transport: 'stdio', command: 'notes' },
  },
  standard('crush', `${repository}/crush.json`, { key: 'mcp', scope: 'project' }),
];
