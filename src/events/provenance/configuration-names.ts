import type { Agent } from '../../agents/agent.ts';
import { agents } from '../../agents/index.ts';

const placesOfAgents = agents.flatMap(({ folders, configuration = [], settings = [], mcp }: Agent) => [
  ...folders,
  ...configuration,
  ...settings,
  ...(mcp?.places.map(({ path }) => path) ?? []),
]);

/** Names under which something is kept that acts later: agents, shells, schedulers, editors, package managers, git. */
const names: readonly string[] = [
  ...new Set(placesOfAgents.map(lastName).filter((name) => !name.includes('*'))),
  ...['tasks.json', 'devcontainer.json'],
  ...['.bashrc', '.bash_profile', '.bash_aliases', '.profile', '.zshrc', '.zshenv', '.zprofile', '.zlogin'],
  ...['.envrc', 'config.fish', 'authorized_keys', 'crontab', 'cron.', 'LaunchAgents', 'LaunchDaemons'],
  ...['systemctl', 'launchctl', 'systemd', '.gitconfig', '.git/', 'hooksPath', '.husky', 'lefthook'],
  ...['.pre-commit-config', 'package.json', '.npmrc', 'pip.conf', '.vscode', '.devcontainer', '.ssh/'],
  'autostart',
];

const visible = [
  ...new Set(placesOfAgents.filter((path) => /^[^./*][^/*]*$/.test(path))),
  ...['package.json', 'Library', 'AppData', 'lefthook.yml', 'lefthook.yaml', 'setup.py', 'build.rs'],
];

const place = new RegExp(
  `(?:^|/)\\.[^/]|(?:^|/)(?:${visible.map(literal).join('|')})(?:/|$)|^/etc/|^/var/spool/|\\.code-workspace$`,
);

function lastName(path: string): string {
  return path.split('/').at(-1) ?? path;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

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
