import { describe, expect, it } from 'vitest';
import type { Agent } from '../../src/agents/agent.ts';
import { agents } from '../../src/agents/index.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const home = 'home/dana';
const shop = `${home}/shop`;

type Told = readonly [kind: 'weakened-guard' | 'guard', name: string, value: string];
type Case = readonly [agent: string, file: string, text: string, ...told: readonly Told[]];

/** What an agent's settings say, and what is to be told of them. */
const cases: readonly Case[] = [
  [
    'codex',
    `${home}/.codex/config.toml`,
    'approval_policy = "never"\nsandbox_mode = "read-only"\n[profiles.fast]\nsandbox_mode = "danger-full-access"\n[projects."/srv/app"]\ntrust_level = "trusted"\n',
    ['weakened-guard', 'approval_policy', 'never'],
    ['guard', 'sandbox_mode', 'read-only'],
    ['weakened-guard', 'profiles.fast.sandbox_mode', 'danger-full-access'],
    ['weakened-guard', 'projects./srv/app.trust_level', 'trusted'],
  ],
  [
    'codex',
    'etc/codex/requirements.toml',
    'allowed_approval_policies = ["untrusted", "on-request"]\n',
    ['guard', 'allowed_approval_policies', 'untrusted, on-request'],
  ],
  [
    'gemini-cli',
    `${shop}/.gemini/settings.json`,
    '{"tools": {"allowed": ["run_shell_command"]}, "mcpServers": {"db": {"command": "x", "trust": true}}, "security": {"disableYoloMode": true}}',
    ['weakened-guard', 'tools.allowed', 'run_shell_command'],
    ['weakened-guard', 'mcpServers.db.trust', 'true'],
    ['guard', 'security.disableYoloMode', 'true'],
  ],
  [
    'gemini-cli',
    `${home}/.gemini/trustedFolders.json`,
    '{"/srv": "TRUST_FOLDER", "/tmp": "DO_NOT_TRUST"}',
    ['weakened-guard', '/srv', 'TRUST_FOLDER'],
    ['guard', '/tmp', 'DO_NOT_TRUST'],
  ],
  [
    'copilot-cli',
    `${home}/.copilot/config.json`,
    '// set by the program\n{"trusted_folders": ["/srv/app"]}',
    ['weakened-guard', 'trusted_folders', '/srv/app'],
  ],
  [
    'opencode',
    `${shop}/opencode.jsonc`,
    '{// all of it\n"permission": {"bash": {"*": "allow", "git push *": "ask"}, "edit": "deny"}}',
    ['weakened-guard', 'permission.bash.*', 'allow'],
    ['guard', 'permission.bash.git push *', 'ask'],
    ['guard', 'permission.edit', 'deny'],
  ],
  [
    'opencode',
    `${home}/.config/opencode/opencode.json`,
    '{"permission": "allow"}',
    ['weakened-guard', 'permission', 'allow'],
  ],
  [
    'cursor',
    `${home}/.cursor/cli-config.json`,
    '{"approvalMode": "unrestricted", "permissions": {"allow": ["Shell(*)"], "deny": ["Read(.env*)"]}}',
    ['weakened-guard', 'approvalMode', 'unrestricted'],
    ['weakened-guard', 'permissions.allow', 'Shell(*)'],
    ['guard', 'permissions.deny', 'Read(.env*)'],
  ],
  [
    'continue',
    `${home}/.continue/permissions.yaml`,
    'allow:\n  - Bash(npm install)\nask:\n  - Write\nexclude: []\n',
    ['weakened-guard', 'allow', 'Bash(npm install)'],
    ['guard', 'ask', 'Write'],
  ],
  [
    'goose',
    `${home}/.config/goose/config.yaml`,
    'GOOSE_MODE: auto\n',
    ['weakened-guard', 'GOOSE_MODE', 'auto'],
  ],
  ['goose', `${home}/.config/goose/config.yaml`, 'GOOSE_MODE: approve\n', ['guard', 'GOOSE_MODE', 'approve']],
  [
    'amp',
    `${home}/.config/amp/settings.json`,
    '{"amp.dangerouslyAllowAll": true, "amp.permissions": [{"tool": "Bash", "action": "reject"}]}',
    ['weakened-guard', 'amp.dangerouslyAllowAll', 'true'],
    ['guard', 'amp.permissions.action', 'reject'],
  ],
  [
    'droid',
    `${home}/.factory/settings.json`,
    '{"autonomyLevel": "auto-high", "commandDenylist": ["rm -rf /"]}',
    ['weakened-guard', 'autonomyLevel', 'auto-high'],
    ['guard', 'commandDenylist', 'rm -rf /'],
  ],
  [
    'qwen-code',
    `${home}/.qwen/settings.json`,
    '{"tools": {"approvalMode": "yolo"}}',
    ['weakened-guard', 'tools.approvalMode', 'yolo'],
  ],
  [
    'crush',
    `${home}/.config/crush/crush.json`,
    '{"permissions": {"allowed_tools": ["bash"]}}',
    ['weakened-guard', 'permissions.allowed_tools', 'bash'],
  ],
];

const rows = cases.map(([agent, file, text, ...told]) => ({ agent, file, text, told }));

/** Settings that change nothing of what is asked. */
const quiet: readonly (readonly [file: string, text: string])[] = [
  [`${home}/.codex/config.toml`, 'model = "gpt-5"\napproval_policy = "on-request"\n'],
  [`${home}/.gemini/settings.json`, '{"general": {"vimMode": true, "defaultApprovalMode": "default"}}'],
  [`${home}/.config/opencode/opencode.json`, '{"theme": "allow"}'],
  [`${home}/.cursor/cli-config.json`, '{"permissions": {"allow": []}}'],
  [`${home}/.config/goose/config.yaml`, 'GOOSE_MODEL: auto\n'],
];

async function guardsIn(file: string, text: string) {
  const image = evidenceImage({ [file]: text, [`${shop}/.git/HEAD`]: 'ref: refs/heads/main\n' });
  const argv = ['posture', '--home', image.home, '--root', image.root, '--repo', `${image.root}/${shop}`];
  const { stdout, stderr } = await runCli([...argv, '--format', 'json']);
  const items: readonly { kind: string; name: string; command: string; meaning?: string }[] =
    JSON.parse(stdout).items;
  return { items: items.filter(({ kind }) => kind.endsWith('guard')), stderr };
}

describe('settings of what an agent asks for', () => {
  it.each(rows)('$agent: $file', async ({ file, text, told }) => {
    const { items, stderr } = await guardsIn(file, text);
    expect(items.map(({ kind, name, command }) => [kind, name, command]).sort()).toEqual([...told].sort());
    expect(items.filter(({ meaning = '' }) => meaning === '')).toEqual([]);
    expect(stderr).toBe('');
  });

  it.each(quiet)('say nothing where they loosen nothing: %s %j', async (file, text) => {
    expect((await guardsIn(file, text)).items).toEqual([]);
  });

  it('have a case for every agent that has such settings', () => {
    const covered = new Set(cases.map(([agent]) => agent));
    const known: readonly Agent[] = agents;
    expect(known.filter(({ id, guards }) => guards && !covered.has(id)).map(({ id }) => id)).toEqual([]);
  });
});
