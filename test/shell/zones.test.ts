import { describe, expect, it } from 'vitest';
import type { PathContext } from '../../src/shell/path-context.ts';
import { zoneOf } from '../../src/shell/zone.ts';
import { toolEffects } from '../../src/transcripts/effects/tool-effects.ts';
import { context } from './support.ts';

const mac: PathContext = { home: '/Users/dana', cwd: '/Users/dana/app', repository: '/Users/dana/app' };
const windows: PathContext = {
  home: String.raw`C:\Users\dana`,
  cwd: String.raw`C:\Users\dana\app`,
  repository: String.raw`C:\Users\dana\app`,
};

const places: readonly (readonly [string, PathContext, readonly string[]])[] = [
  ['repository', context, ['src/a.ts', '.git/index', 'keys.ts', 'cert.pem', '/home/dana/app']],
  ['repository', windows, ['src\\a.ts', '/c/Users/dana/app/x', 'C:/Users/dana/app/x']],
  ['temporary', context, ['/tmp/x', '/var/tmp/x', '/dev/shm/x']],
  ['temporary', mac, ['/private/tmp/x', '/var/folders/ab/cd/T/x']],
  ['temporary', windows, ['%TEMP%\\x', 'C:\\Users\\dana\\AppData\\Local\\Temp\\x']],
  [
    'agent-config',
    context,
    ['CLAUDE.md', '.claude/settings.json', '.mcp.json', '~/.claude.json', '.cursor/rules'],
  ],
  [
    'credentials',
    context,
    [
      '.env',
      '.env.local',
      '~/.ssh/id_rsa',
      '~/.aws/credentials',
      '~/.netrc',
      '/etc/shadow',
      'server.key',
      '.env?',
      '/home/*/.ssh/id_rsa',
    ],
  ],
  [
    'credentials',
    mac,
    [
      '~/Library/Keychains/login.keychain-db',
      '~/Library/Application Support/Google/Chrome/Default/Login Data',
      '~/Library/Application Support/Firefox/Profiles/ab12.default-release/key4.db',
    ],
  ],
  [
    'credentials',
    context,
    [
      '~/.config/google-chrome',
      '~/.config/google-chrome/Default',
      '~/.config/google-chrome/Profile 1/*',
      '~/.config/google-chrome/*/Cookies',
      '~/.config/google-chrome/Default/Network/Cookies',
      '~/.config/google-chrome/Local State',
      '~/.config/chromium/Default/Login Data-journal',
      '~/.config/BraveSoftware/Brave-Browser/Default/Local Extension Settings/nkbi/000003.log',
      '~/.mozilla/firefox/ab12.default-release/logins.json',
      '~/.mozilla/firefox/ab12.default',
    ],
  ],
  [
    'home',
    context,
    [
      '~/.config/google-chrome/SingletonLock',
      '~/.config/google-chrome/Default/Cache/data_0',
      '~/.config/google-chrome/Default/Preferences',
      '~/.config/google-chrome/NativeMessagingHosts/x.json',
      '~/.config/chromium/Crash Reports',
      '~/.mozilla/firefox/profiles.ini',
      '~/.mozilla/firefox/ab12.default/extensions/x.xpi',
    ],
  ],
  [
    'credentials',
    windows,
    [
      '%LOCALAPPDATA%\\Google\\Chrome\\User Data\\Default\\Login Data',
      '~\\.aws\\credentials',
      '$env:USERPROFILE\\.ssh\\id_ed25519',
      '/c/Users/dana/.npmrc',
    ],
  ],
  [
    'persistence',
    context,
    [
      '~/.bashrc',
      '.git/hooks/pre-commit',
      '~/.ssh/authorized_keys',
      '/etc/cron.d/x',
      '/etc/sudoers.d/x',
      '~/.config/systemd/user/x',
    ],
  ],
  ['persistence', mac, ['~/Library/LaunchAgents/x.plist', '/Library/LaunchDaemons/x.plist']],
  [
    'persistence',
    windows,
    [
      '%APPDATA%\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\x.bat',
      '~\\Documents\\PowerShell\\Microsoft.PowerShell_profile.ps1',
    ],
  ],
  ['path-binaries', context, ['/usr/local/bin/x', '~/.local/bin/x', '~/go/bin/x', '/usr/bin/git']],
  ['home', context, ['~/notes', '~/other/src/a.ts', '~']],
  ['system', context, ['/', '/*', '/etc/hosts.allow', '/var/log/x', '/tmp', '/et?', '/**/*.mp3']],
  ['outside', context, ['/srv/x', '/mnt/data', '/home/eve/x']],
  // Templates, public halves and code are none of these.
  ['repository', context, ['.env.example', '.env.sample', 'src/credentials.ts', 'ca-cert.pem', 'id_rsa.pub']],
  ['home', context, ['~/.ssh/known_hosts', '~/.ssh/id_ed25519.pub']],
];

describe('zoneOf', () => {
  it.each(places.flatMap(([zone, at, paths]) => paths.map((path) => [path, zone, at] as const)))(
    '%s lies in %s',
    (path, zone, at) => {
      expect(zoneOf(path, at)).toBe(zone);
    },
  );
});

describe('toolEffects', () => {
  it.each([
    ['Read', { file_path: '/home/dana/.ssh/id_rsa' }, 'read credentials'],
    ['Write', { file_path: '/home/dana/.zshrc', content: '' }, 'write persistence'],
    ['Edit', { file_path: 'src/a.ts' }, 'write repository'],
    ['NotebookEdit', { notebook_path: '/srv/a.ipynb' }, 'write outside'],
    ['WebFetch', { url: 'https://a.example' }, 'connect outside'],
    ['Bash', { command: 'rm -rf ~/x' }, 'delete home'],
    ['PowerShell', { command: 'Remove-Item C:\\srv -Recurse' }, 'delete outside'],
    ['mcp__shell__execute_command', { command: 'rm -rf ~/x' }, 'delete home'],
    ['mcp__browser__navigate', { url: 'https://a.example' }, 'connect outside'],
    ['mcp__files__delete_file', { path: '/home/dana/x' }, 'delete home'],
    ['mcp__db__query', { sql: 'drop table users' }, 'delete outside'],
    ['mcp__tracker__create_issue', { title: 'x' }, 'write outside'],
  ])('%s %j: %s', (tool, input, expected) => {
    const { effects } = toolEffects({ agent: 'claude-code', tool, input }, context);
    expect(effects.map(({ action, zone }) => `${action} ${zone}`)).toEqual([expected]);
  });

  it.each([
    ['Glob', { pattern: '**' }],
    ['TodoWrite', { todos: [] }],
    ['Bash', { command: 42 }],
    ['Read', {}],
    ['mcp__tracker__list_issues', {}],
    ['__proto__', {}],
  ])('%s %j: nothing', (tool, input) => {
    expect(toolEffects({ agent: 'claude-code', tool, input }, context).effects).toEqual([]);
  });
});
