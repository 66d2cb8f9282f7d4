import type { Agent, McpPlace } from '../agents/agent.ts';
import { agents } from '../agents/index.ts';

/** Files at the top of a home that shells, terminals and tools read when they start, and histories. */
export const startFiles =
  /^\.(?:bash|zsh|profile|sh|k?shrc|csh|tcsh|login|envrc|env$|alias|functions|tmux|xprofile|xinitrc|xsession|inputrc|claude\.json|.*_?history$|zpreztorc$|zimrc$|histfile|gitconfig|xonshrc|wezterm\.lua|alacritty\.|sxhkdrc|skhdrc|aerospace\.toml|mise\.toml|justfile|pam_environment|hammerspoon|elvish|screenrc)/;

/** Settings of agents, as far as no `*` stands in their paths. */
const ofAgents = agents.flatMap(({ settings = [], mcp }: Agent) => [
  ...settings,
  ...(mcp?.places ?? []).flatMap(({ base, path }: McpPlace) =>
    base === 'home' && !path.includes('*') ? [path] : [],
  ),
]);

const ofClaude = [
  '.claude/settings.json',
  '.claude/settings.local.json',
  '.claude/remote-settings.json',
  '.claude/agents',
  '.claude/commands',
  '.claude/skills',
  '.claude/shell-snapshots',
];

/** Folders and files of shells, each with the folders that their users put parts of a profile into. */
const ofShells = [
  '.bashrc.d',
  '.bash_sessions',
  '.bash.d',
  '.bash_profile.d',
  '.profile.d',
  '.config/profile.d',
  '.zsh',
  '.zshrc.d',
  '.zsh_sessions',
  '.zfunc',
  '.oh-my-zsh/custom',
  '.oh-my-bash/custom',
  '.aliases.d',
  '.config/bash',
  '.config/zsh',
  '.config/shell',
  '.config/fish',
  '.local/share/fish',
  '.config/nushell',
  '.local/share/nushell',
  'Library/Application Support/nushell',
  'AppData/Roaming/nushell',
  '.config/xonsh',
  '.local/share/xonsh/history_json',
  '.config/elvish',
  '.config/powershell',
  '.local/share/powershell/PSReadLine',
  ...['Documents', 'OneDrive/Documents'].flatMap((folder) => [
    `${folder}/PowerShell`,
    `${folder}/WindowsPowerShell`,
  ]),
  'AppData/Roaming/Microsoft/Windows/PowerShell/PSReadLine',
  '.config/direnv',
];

/** Terminals, window managers, launchers of programs by keys, and multiplexers. */
const ofTerminals = [
  '.config/tmux',
  '.config/tmuxinator',
  '.tmuxinator',
  '.config/tmuxp',
  '.tmuxp',
  '.config/zellij',
  '.config/kitty',
  '.config/wezterm',
  '.config/ghostty',
  'Library/Application Support/com.mitchellh.ghostty',
  '.config/alacritty',
  '.config/foot',
  '.config/rio',
  '.config/hypr',
  '.config/sway',
  '.config/i3',
  '.i3',
  '.config/river',
  '.config/niri',
  '.config/bspwm',
  '.config/herbstluftwm',
  '.config/qtile',
  '.config/awesome',
  '.config/openbox',
  '.config/labwc',
  '.config/sxhkd',
  '.config/skhd',
  '.config/aerospace',
  '.config/karabiner',
  '.hammerspoon',
  '.warp/workflows',
  '.warp/launch_configurations',
  '.local/share/warp-terminal/workflows',
  '.local/share/warp-terminal/launch_configurations',
  // https://learn.microsoft.com/windows/terminal/install#settings-json-file
  'AppData/Local/Packages/Microsoft.WindowsTerminal_8wekyb3d8bbwe/LocalState/settings.json',
  'AppData/Local/Packages/Microsoft.WindowsTerminalPreview_8wekyb3d8bbwe/LocalState/settings.json',
  'AppData/Local/Microsoft/Windows Terminal/settings.json',
];

/** What sets variables, starts jobs, or runs commands by a name. */
const ofTools = [
  '.config/environment.d',
  '.config/systemd/user',
  '.config/autostart',
  '.config/plasma-workspace',
  '.local/share/applications',
  '.config/mise',
  '.config/git',
  '.config/just',
  '.ssh/config',
  '.ssh/config.d',
  '.local/bin',
  'bin',
  'Library/LaunchAgents',
  'AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup',
];

const ofEditors = ['.config', 'Library/Application Support', 'AppData/Roaming'].flatMap((base) =>
  ['Code', 'Cursor', 'VSCodium', 'Windsurf', 'Code - Insiders'].flatMap((editor) =>
    ['settings.json', 'tasks.json', 'keybindings.json'].map((file) => `${base}/${editor}/User/${file}`),
  ),
);

/** Below a home: everything else that starts programs or says how, each once. */
export const homePlaces: readonly string[] = [
  ...new Set([
    ...ofClaude,
    ...ofShells,
    ...ofTerminals,
    ...ofTools,
    ...ofEditors,
    '.config/zed/settings.json',
    '.config/zed/tasks.json',
    ...ofAgents,
  ]),
];

/** Histories in databases, below a home. https://docs.atuin.sh/configuration/config/, https://www.nushell.sh/book/line_editor.html#history */
export const historyDatabases: readonly string[] = [
  '.local/share/atuin/history.db',
  '.config/nushell/history.sqlite3',
  'Library/Application Support/nushell/history.sqlite3',
  'AppData/Roaming/nushell/history.sqlite3',
  '.local/share/xonsh/xonsh-history.sqlite',
  '.local/share/mcfly/history.db',
  'Library/Application Support/McFly/history.db',
  '.mcfly/history.db',
  // No SQLite: where something stands in it, it is a gap. https://elv.sh/ref/command.html
  '.local/state/elvish/db.bolt',
];
