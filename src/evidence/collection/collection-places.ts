import type { Agent } from '../../agents/agent.ts';
import { managedFolders } from '../../agents/claude-code.ts';
import { agents } from '../../agents/index.ts';

/** One place of a home that a collection looks at: a file or a folder, relative to the home. */
export interface CollectionPlace {
  readonly path: string;
  readonly area: Area;
}

/**
 * What the summary counts by. `work`: files that sessions changed, and what no commit holds; `programs`: what servers
 * run; `places`: files in which prompts are switched off.
 */
export const areas = [
  'transcripts',
  'agent',
  'configuration',
  'profiles',
  'persistence',
  'credentials',
  'system',
  'repository',
  'work',
  'programs',
  'places',
] as const;
export type Area = (typeof areas)[number];

const profiles = [
  '.bashrc',
  '.bash_profile',
  '.bash_login',
  '.bash_logout',
  '.bash_aliases',
  '.bash_history',
  '.profile',
  '.zshrc',
  '.zshenv',
  '.zprofile',
  '.zlogin',
  '.zsh_history',
  '.envrc',
  '.config/fish',
  '.local/share/fish/fish_history',
  '.python_history',
  '.node_repl_history',
  '.gitconfig',
  '.config/git/config',
  '.config/git/ignore',
  'Documents/PowerShell',
  'AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine',
];

const persistence = [
  '.ssh',
  '.config/systemd/user',
  '.config/autostart',
  'Library/LaunchAgents',
  'AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup',
];

/** Besides the files in which clients look for MCP servers. */
const configuration = agents.flatMap(({ settings = [] }: Agent) => settings);

const place = (area: Area) => (path: string) => ({ path, area });

/** Where a home keeps what an examination needs. https://code.claude.com/docs/en/claude-directory */
export const homePlaces: readonly CollectionPlace[] = [
  { path: '.claude', area: 'agent' },
  ...configuration.map(place('configuration')),
  ...profiles.map(place('profiles')),
  ...persistence.map(place('persistence')),
];

/** Absolute, below the root of the evidence. https://code.claude.com/docs/en/settings */
export const systemPlaces: readonly CollectionPlace[] = [
  ...managedFolders,
  '/etc/crontab',
  '/etc/cron.d',
  '/etc/ld.so.preload',
].map(place('system'));

/** What a project's folder says about how an agent runs in it. Committed sources are in the bundle of the repository. */
export const projectPlaces: readonly string[] = [
  '.git',
  '.claude',
  'CLAUDE.md',
  'CLAUDE.local.md',
  'AGENTS.md',
  '.vscode/tasks.json',
  '.vscode/settings.json',
  '.devcontainer',
  '.husky',
  '.envrc',
  '.gitattributes',
  '.gitmodules',
  '.pre-commit-config.yaml',
  '.github/workflows',
  '.gitlab-ci.yml',
  'package.json',
];

/**
 * Files whose content gives access: presence, size and time stamps are recorded, the content stays where it is.
 * Matched against the path in the evidence.
 */
export const credentialFiles: readonly RegExp[] = [
  /\/\.credentials\.json$/,
  /\/\.claude\/ide\/[^/]+\.lock$/,
  /\/\.ssh\/(?!config$|authorized_keys$|known_hosts$|[^/]+\.pub$)[^/]+$/,
  /\/\.aws\/(?:credentials|amazonq\/.*token[^/]*)$/,
  /\/\.(?:netrc|npmrc|pypirc|git-credentials|vault-token)$/,
  /\/\.(?:docker\/config\.json|kube\/config|config\/gh\/hosts\.yml|cargo\/credentials\.toml)$/,
  /\/\.(?:config\/gcloud\/.*|azure\/accessTokens\.json)$/,
  /\/(?:auth|credentials|oauth_creds|secrets?)\.json$/,
  /\/\.env(?:\.[^/]+)?$/,
  /\.(?:pem|p12|pfx|key|keystore|keytab|jks|kdbx)$/,
  /^\/etc\/(?:g?shadow-?|ssl\/private\/.*)$/,
];

/** Parts of the agent's folder that are its own program, not what it did. */
export const skippedFolders: readonly RegExp[] = [/\/node_modules$/];

/** Below the agent's folder: what it writes for each session; only these are limited by `--since`. */
export const perSession: ReadonlySet<string> = new Set([
  'projects',
  'file-history',
  'todos',
  'tasks',
  'debug',
  'shell-snapshots',
  'session-env',
]);
