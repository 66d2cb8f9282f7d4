import { documentSettings } from './document-settings.ts';
import { cronLines, fishUniversalLines, powershellLines, unitLines, variableLines } from './line-settings.ts';
import type { ReadSettings } from './setting.ts';
import { scriptSettings, shellSettings } from './shell-settings.ts';

/** Files that set variables for what is started after them. */
export interface EnvironmentFiles {
  /** `*` stands for any text within a name. */
  readonly paths: readonly string[];
  readonly read: ReadSettings;
}

/** Below the home of a user. */
export const filesOfHome: readonly EnvironmentFiles[] = [
  {
    paths: [
      ...['.bashrc', '.bash_profile', '.bash_login', '.bash_aliases', '.bashrc.d/*', '.profile', '.kshrc'],
      ...[
        '.zshrc',
        '.zshenv',
        '.zprofile',
        '.zlogin',
        '.config/zsh/.z*',
        '.zsh/.z*',
        '.oh-my-zsh/custom/*.zsh',
      ],
      ...['.cshrc', '.tcshrc', '.login', '.xprofile', '.xsessionrc', '.envrc'],
      ...['.config/fish/config.fish', '.config/fish/conf.d/*.fish', '.config/fish/functions/*.fish'],
    ],
    read: shellSettings,
  },
  { paths: ['bin/*', '.local/bin/*'], read: scriptSettings },
  { paths: ['.config/fish/fish_variables'], read: fishUniversalLines },
  {
    paths: [
      ...['Documents', 'OneDrive/Documents'].flatMap((documents) =>
        ['PowerShell', 'WindowsPowerShell'].map((folder) => `${documents}/${folder}/*.ps1`),
      ),
      ...['.config/powershell/*.ps1', '.config/nushell/*.nu', 'Library/Application Support/nushell/*.nu'],
      'AppData/Roaming/nushell/*.nu',
    ],
    read: powershellLines,
  },
  { paths: ['.config/environment.d/*.conf', '.pam_environment', '.ssh/environment'], read: variableLines },
  {
    paths: [
      '.config/systemd/user/*.service',
      '.config/systemd/user/*.service.d/*.conf',
      '.config/systemd/user.conf',
    ],
    read: unitLines,
  },
  { paths: ['Library/LaunchAgents/*.plist', '.MacOSX/environment.plist'], read: documentSettings('plist') },
  {
    paths: [
      ...['.claude*', '.config/claude'].flatMap((folder) => [
        `${folder}/settings.json`,
        `${folder}/settings.local.json`,
      ]),
      '.claude.json',
      ...['.config', 'Library/Application Support', 'AppData/Roaming'].flatMap((data) =>
        ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf'].map(
          (editor) => `${data}/${editor}/User/settings.json`,
        ),
      ),
    ],
    read: documentSettings('json'),
  },
  { paths: ['.codex/config.toml', '.config/mise/config.toml'], read: documentSettings('toml') },
];

/** Below the folder of a project. */
export const filesOfProject: readonly EnvironmentFiles[] = [
  { paths: ['.envrc'], read: shellSettings },
  {
    paths: ['.claude/settings.json', '.claude/settings.local.json', '.vscode/settings.json'],
    read: documentSettings('json'),
  },
  { paths: ['mise.toml', '.mise.toml'], read: documentSettings('toml') },
];

/** Of the machine, for every user: absolute. */
export const filesOfSystem: readonly EnvironmentFiles[] = [
  {
    paths: [
      ...['/etc/profile', '/etc/profile.d/*.sh', '/etc/bash.bashrc', '/etc/bashrc', '/etc/csh.cshrc'],
      ...['/etc/zshenv', '/etc/zshrc', '/etc/zprofile', '/etc/zsh/z*'],
      ...['/etc/fish/config.fish', '/etc/fish/conf.d/*.fish'],
    ],
    read: shellSettings,
  },
  {
    paths: ['/etc/environment', '/etc/environment.d/*.conf', '/usr/lib/environment.d/*.conf'],
    read: variableLines,
  },
  {
    paths: ['/var/spool/cron/crontabs/*', '/var/spool/cron/*', '/etc/crontab', '/etc/cron.d/*'],
    read: cronLines,
  },
  { paths: ['/etc/systemd/user/*.service', '/etc/systemd/user.conf'], read: unitLines },
  { paths: ['/Library/LaunchAgents/*.plist'], read: documentSettings('plist') },
  { paths: ['/etc/claude-code/managed-settings.json'], read: documentSettings('json') },
];
