/** Names under which something is kept that acts later: agents, shells, schedulers, editors, package managers, git. */
const names = [
  ...['.mcp.json', 'mcp.json', 'mcp_config.json', 'mcp_settings.json', 'mcp-config.json', 'mcp_servers.json'],
  ...[
    '.claude',
    'CLAUDE.md',
    'CLAUDE.local.md',
    'claude_desktop_config.json',
    'managed-mcp.json',
    'config.toml',
  ],
  ...[
    'settings.json',
    'settings.local.json',
    'opencode.json',
    'config.yaml',
    'tasks.json',
    'devcontainer.json',
  ],
  ...[
    '.bashrc',
    '.bash_profile',
    '.bash_aliases',
    '.profile',
    '.zshrc',
    '.zshenv',
    '.zprofile',
    '.zlogin',
    '.envrc',
  ],
  ...[
    'config.fish',
    'authorized_keys',
    'crontab',
    'cron.',
    'LaunchAgents',
    'LaunchDaemons',
    'systemctl',
    'launchctl',
  ],
  ...[
    'systemd',
    '.gitconfig',
    '.git/',
    'hooksPath',
    '.husky',
    'lefthook',
    '.pre-commit-config',
    'package.json',
    '.npmrc',
  ],
  ...['pip.conf', '.vscode', '.cursor', '.devcontainer', '.ssh/', 'autostart'],
] as const;

const place =
  /(?:^|\/)\.[^/]|(?:^|\/)(?:package\.json|CLAUDE(?:\.local)?\.md|AGENTS\.md|Library|AppData|lefthook\.ya?ml|opencode\.jsonc?|crush\.json|setup\.py|build\.rs)(?:\/|$)|^\/etc\/|^\/var\/spool\/|\.code-workspace$/;

/** Whether a shell command speaks of such a file, or of the command that registers a server. */
export function namesConfiguration(command: string): boolean {
  return (
    names.some((name) => command.includes(name)) || /\bmcp\s{1,20}(?:add|install)|--add-mcp/.test(command)
  );
}

/** Whether a file, as `placeKey` spells it, is one that may act later. */
export function isConfigurationPlace(key: string): boolean {
  return place.test(key);
}
