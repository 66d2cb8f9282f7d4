import { describe, expect, it } from 'vitest';
import { ruleProblem } from '../../src/assess/posture/rule-problem.ts';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

type List = 'allow' | 'ask' | 'deny';

const problems: readonly (readonly [List, string, string | undefined])[] = [
  ['deny', 'Write(./.env)', 'ineffective'],
  ['allow', 'NotebookEdit(src/**)', 'ineffective'],
  ['deny', 'Read(/etc/passwd)', 'ineffective'],
  ['deny', 'Read(//etc/passwd)', 'partial'],
  ['deny', 'Read(C:\\Users\\dana\\.ssh)', 'ineffective'],
  ['allow', 'mcp__*', 'ineffective'],
  ['deny', 'mcp__*', undefined],
  ['allow', 'mcp__github__get_*', undefined],
  ['allow', 'mcp__github', 'broad'],
  ['allow', 'mcp__github__get_issue', undefined],
  ['deny', 'mcp__github(write)', 'ineffective'],
  ['deny', 'WebFetch(https://example.com)', 'ineffective'],
  ['allow', 'WebFetch(domain:example.com)', undefined],
  ['deny', 'WebFetch(domain:example.com)', 'partial'],
  ['allow', 'bash(ls)', 'ineffective'],
  ['allow', 'Bash', 'broad'],
  ['allow', 'Bash(*)', 'broad'],
  ['allow', 'Bash(python3 *)', 'broad'],
  ['allow', 'Bash(npx:*)', 'broad'],
  ['allow', 'Bash(ls*)', 'broad'],
  ['allow', 'Bash(git:* --force)', 'ineffective'],
  ['allow', 'Bash(npm test)', undefined],
  ['allow', 'Bash(git status:*)', undefined],
  ['deny', 'Bash(rm *)', 'partial'],
  ['deny', 'Bash', undefined],
  ['deny', 'Bash(command:rm)', 'ineffective'],
  ['allow', 'Agent(model:opus)', 'ineffective'],
  ['deny', 'Agent(model:opus)', undefined],
  ['allow', 'Read(', 'ineffective'],
];

describe('rules that do not do what they seem to', () => {
  it.each(problems)('%s %s', (list, rule, kind) => {
    expect(ruleProblem(rule, list)?.kind).toBe(kind);
  });
});

interface Setting {
  readonly key: string;
  readonly value: string;
  readonly scope: string;
  readonly meaning: string;
}

async function settings(files: ImageFiles): Promise<readonly Setting[]> {
  const { home, root } = evidenceImage({ 'home/dana/shop/.git/HEAD': 'ref: refs/heads/main\n', ...files });
  const { stdout } = await runCli([
    'posture',
    '--home',
    home,
    '--root',
    root,
    '--repo',
    `${home}/shop`,
    '--format',
    'json',
  ]);
  return (JSON.parse(stdout) as { permissions: { settings: Setting[] } }).permissions.settings;
}

const mode = (value: string) => JSON.stringify({ permissions: { defaultMode: value } });
const off = JSON.stringify({ permissions: { disableBypassPermissionsMode: 'disable' } });

describe('effective settings', () => {
  it('take the managed value before that of the user', async () => {
    const found = await settings({
      'etc/claude-code/managed-settings.json': mode('plan'),
      'home/dana/.claude/settings.json': mode('bypassPermissions'),
    });
    expect(found[0]).toMatchObject({ key: 'permissions.defaultMode', value: 'plan', scope: 'managed' });
  });

  it('say from which version on a repository cannot switch prompts off', async () => {
    const found = await settings({ 'home/dana/shop/.claude/settings.json': mode('bypassPermissions') });
    expect(found).toContainEqual(
      expect.objectContaining({
        scope: 'project',
        meaning: expect.stringContaining('up to version 2.1.252'),
      }),
    );
  });

  it.each([
    ['etc/claude-code/managed-settings.json', 'out of reach of the user'],
    ['home/dana/.claude/settings.json', 'until somebody edits this file'],
  ])('tell who can take back that bypass mode is off: %s', async (path, meaning) => {
    const found = await settings({ [path]: off });
    expect(found[1]).toMatchObject({ value: 'disable', meaning: expect.stringContaining(meaning) });
  });

  it('say what holds where nothing is set', async () => {
    const found = await settings({});
    expect(found[1]?.meaning).toBe('bypass mode is available: nothing switches it off');
  });
});

describe('agents installed', () => {
  it('are told by files alone', async () => {
    const { home, root } = evidenceImage({
      'home/dana/.local/share/claude/versions/2.1.240': 'x',
      'usr/lib/node_modules/@openai/codex/package.json': '{"version":"0.42.0"}',
      'home/dana/.vscode/extensions/anthropic.claude-code-2.1.200-linux-x64/package.json': '{}',
    });
    const { stdout } = await runCli(['posture', '--home', home, '--root', root, '--format', 'json']);
    const { agents } = JSON.parse(stdout) as { agents: unknown[] };
    expect(agents).toEqual([
      expect.objectContaining({ name: 'codex', version: '0.42.0', channel: 'npm' }),
      expect.objectContaining({ name: 'claude-code', version: '2.1.240', channel: 'native' }),
      expect.objectContaining({ name: 'claude-code', version: '2.1.200', channel: 'editor-extension' }),
    ]);
  });
});
