import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { lines, prompt, type Row, sessionId, toolResult, toolUse } from './transcripts.ts';

const transcript = 'home/dana/.claude/projects/p/s.jsonl';
const flag = '--dangerously-skip-permissions';
const runner = '/home/runner/work/shop/shop';
const workflow = 'home/dana/shop/.github/workflows/agent.yml';

function job(...runs: readonly string[]): string {
  const steps = runs.map((run) => `      - run: ${run}\n`).join('');
  return `on: push\njobs:\n  agent:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
}

function session(more: Row = {}, mode: Row = {}): string {
  const old = { version: '2.0.67', ...more };
  return lines(
    prompt(0, 'build it', { ...old, ...mode }),
    toolUse(1, 'toolu_1', { command: 'make' }, old),
    toolResult(2, 'toolu_1', 'ok', old),
  );
}

async function launchesOf(files: Record<string, string>) {
  const { root, home } = evidenceImage(files);
  const run = (format: string) => runCli(['sessions', '--root', root, '--home', home, '--format', format]);
  const { sessions } = JSON.parse((await run('json')).stdout);
  const [row] = (await run('ndjson')).stdout.split('\n');
  const { permissionMode, permissionModeSource } = JSON.parse(row || '{}');
  const table = (await run('table')).stdout;
  return { summary: sessions[0], mode: `${permissionMode} ${permissionModeSource}`, table };
}

const inferred = 'bypassPermissions launch-configuration';

describe('how a session was started, where no record tells its mode', () => {
  it('is what every job of the repository says, on a CI runner', async () => {
    const { summary, mode, table } = await launchesOf({
      [transcript]: session({ cwd: runner }),
      [workflow]: job(`claude -p ${flag} "fix it"`),
      'home/dana/.claude.json': '{"projects":{"/home/dana/shop":{}}}',
    });
    expect(mode).toBe(inferred);
    expect(summary.launchConfiguration).toEqual([
      {
        route: 'skip-permissions-flag',
        scope: 'ci-job',
        evidence: { path: '/home/dana/shop/.github/workflows/agent.yml', line: 6 },
      },
    ]);
    expect(summary.bypassWindows).toMatchObject([{ calls: 1, source: 'launch-configuration' }]);
    expect(table).toContain('inferred');
    expect(table).toContain('0 with prompts off, 1 with prompts off by the jobs that started them');
  });

  it.each<readonly [string, Record<string, string>]>([
    [
      'the action takes the flag',
      {
        [workflow]: `${job('true')}      - uses: anthropics/claude-code-action@v1\n        with:\n          claude_args: ${flag}\n`,
      },
    ],
    [
      'the repository has another folder name',
      {
        'home/dana/work/.git/config': '[remote "origin"]\n\turl = git@github.com:acme/shop.git\n',
        'home/dana/work/.git/HEAD': 'ref: refs/heads/main\n',
        'home/dana/work/.github/workflows/a.yml': job(`claude -p ${flag} "fix it"`),
        'home/dana/.claude.json': '{"projects":{"/home/dana/work":{}}}',
      },
    ],
  ])('also where %s', async (_name, files) => {
    const known = { 'home/dana/.claude.json': '{"projects":{"/home/dana/shop":{}}}' };
    const { mode } = await launchesOf({ ...known, [transcript]: session({ cwd: runner }), ...files });
    expect(mode).toBe(inferred);
  });

  it('counts where calls of that mode are asked for, those of subagents too', async () => {
    const { root, home } = evidenceImage({
      [transcript]: session({ cwd: runner }),
      [`home/dana/.claude/projects/p/${sessionId}/subagents/agent-a1.jsonl`]: lines(
        toolUse(3, 'toolu_2', {}, { agentId: 'a1', isSidechain: true, cwd: runner, version: '2.0.67' }),
      ),
      [workflow]: job(`claude -p ${flag} "fix it"`),
      'home/dana/.claude.json': '{"projects":{"/home/dana/shop":{}}}',
    });
    const options = ['--root', root, '--home', home, '--mode', 'bypassPermissions', '--format', 'ndjson'];
    const rows = (await runCli(['sessions', ...options])).stdout.trim().split('\n');
    expect(rows.map((row) => JSON.parse(row).id)).toEqual(['toolu_1', 'toolu_2']);
  });

  it.each<readonly [string, readonly (readonly [string, string])[], string]>([
    [
      'switched them off that day, and no more',
      [
        ['2026-09-01', job(`claude -p ${flag} "fix it"`)],
        ['2026-10-20', job('claude -p "fix it"')],
      ],
      inferred,
    ],
    [
      'switched them off only later',
      [
        ['2026-09-01', job('claude -p "fix it"')],
        ['2026-10-20', job(`claude -p ${flag} "fix it"`)],
      ],
      'unknown none',
    ],
    [
      'is not known to have stood that day',
      [['2026-10-20', job(`claude -p ${flag} "fix it"`)]],
      'unknown none',
    ],
  ])('is judged by the job as it stood: one that %s', async (_name, versions, expected) => {
    const { root, home } = evidenceImage({
      [transcript]: session({ cwd: runner }),
      'home/dana/.claude.json': '{"projects":{"/home/dana/shop":{}}}',
    });
    const folder = join(home, 'shop');
    for (const [day, text] of versions) {
      mkdirSync(join(folder, '.github/workflows'), { recursive: true });
      writeFileSync(join(folder, '.github/workflows/agent.yml'), text);
      const git = (...argv: string[]) =>
        execFileSync('git', ['-c', 'user.name=d', '-c', 'user.email=d@example.com', ...argv], {
          cwd: folder,
          env: { ...process.env, GIT_COMMITTER_DATE: `${day}T00:00:00Z` },
        });
      git('init', '--quiet');
      git('add', '--all');
      git('commit', '--quiet', '--message', 'jobs');
    }
    const options = ['--root', root, '--home', home, '--format', 'ndjson'];
    const [row = '{}'] = (await runCli(['sessions', ...options])).stdout.split('\n');
    const { permissionMode, permissionModeSource } = JSON.parse(row);
    expect(`${permissionMode} ${permissionModeSource}`).toBe(expected);
  });

  it('finds the repository that the user names', async () => {
    const image = evidenceImage({
      [transcript]: session({ cwd: runner }),
      'mnt/shop/.github/workflows/a.yml': job(`claude -p ${flag} "fix it"`),
    });
    const options = ['--root', image.root, '--repo', `${image.root}/mnt/shop`, '--format', 'ndjson'];
    expect((await runCli(['sessions', ...options])).stdout).toContain('launch-configuration');
  });

  it.each<readonly [string, string, string]>([
    [
      'one job of several starts the agent with prompts on',
      session({ cwd: runner }),
      job(`claude -p ${flag} "a"`, 'claude -p "b"'),
    ],
    [
      'a record of the session says another mode',
      session({ cwd: runner }) +
        lines(
          prompt(5, 'go on', { cwd: runner, permissionMode: 'default' }),
          toolUse(6, 'toolu_2', { command: 'ls' }, { cwd: runner }),
        ),
      job(`claude -p ${flag} "a"`),
    ],
  ])('is not known on a CI runner where %s', async (_name, written, jobs) => {
    const { mode, summary, table } = await launchesOf({
      [transcript]: written,
      [workflow]: jobs,
      'home/dana/.claude.json': '{"projects":{"/home/dana/shop":{}}}',
    });
    expect(mode).toBe('unknown none');
    expect(summary.mayHaveBypassed).toHaveLength(1);
    expect(summary.launchConfiguration).toBeUndefined();
    expect(table).toContain('possibl');
  });

  it.each<readonly [string, Record<string, string>, string, string]>([
    ['an alias', { 'home/dana/.zshrc': `alias claude="claude ${flag}"\n` }, 'shell-profile', '~/.zshrc'],
    [
      'the settings of the user',
      { 'home/dana/.claude/settings.json': '{"permissions":{"defaultMode":"bypassPermissions"}}' },
      'settings',
      '~/.claude/settings.json',
    ],
    [
      'the settings of the project',
      { 'home/dana/shop/.claude/settings.local.json': '{"permissions":{"defaultMode":"bypassPermissions"}}' },
      'settings',
      '/home/dana/shop/.claude/settings.local.json',
    ],
    [
      'the settings of the machine',
      { 'etc/claude-code/managed-settings.json': '{"permissions":{"defaultMode":"bypassPermissions"}}' },
      'settings',
      '/etc/claude-code/managed-settings.json',
    ],
    [
      'a script of the project',
      { 'home/dana/shop/agent.sh': `#!/bin/sh\nexec claude ${flag} "$@"\n` },
      'repository-script',
      '/home/dana/shop/agent.sh',
    ],
    [
      'the history of the shell',
      { 'home/dana/.bash_history': `claude ${flag}\n` },
      'one-off-command',
      '~/.bash_history',
    ],
  ])('is possibly what %s says, and nothing more', async (_name, files, scope, path) => {
    const image = { 'home/dana/shop/a.txt': '', [transcript]: session(), ...files };
    const { mode, summary, table } = await launchesOf(image);
    expect(mode).toBe('unknown none');
    expect(summary.mayHaveBypassed).toMatchObject([{ scope, evidence: { path } }]);
    expect(summary.bypassWindows).toEqual([]);
    expect(table).toContain('possible');
    expect(table).toContain('1 session possibly started with prompts off');
  });

  it.each<readonly [string, Record<string, string>]>([
    [
      'a job of CI on a machine of a person',
      { [transcript]: session(), [workflow]: job(`claude -p ${flag} "a"`) },
    ],
    [
      'a mode that is recorded',
      {
        [transcript]: session({ version: '2.1.90' }, { permissionMode: 'default' }),
        'home/dana/.zshrc': `alias claude="claude ${flag}"\n`,
      },
    ],
    [
      'settings of a project that this version ignores',
      {
        [transcript]: session({ version: '2.1.257' }),
        'home/dana/shop/.claude/settings.json': '{"permissions":{"defaultMode":"bypassPermissions"}}',
      },
    ],
    [
      'a history of another time',
      { [transcript]: session(), 'home/dana/.zsh_history': `: 1700000000:0;claude ${flag}\n` },
    ],
    [
      'words about it',
      { [transcript]: session(), 'home/dana/.zshrc': `# never alias claude to claude ${flag}\n` },
    ],
    [
      'another project',
      {
        [transcript]: session(),
        'home/dana/bank/run.sh': `claude ${flag}\n`,
        'home/dana/.claude.json': '{"projects":{"/home/dana/bank":{}}}',
      },
    ],
  ])('is not told by %s', async (_name, files) => {
    const { summary } = await launchesOf({ 'home/dana/shop/a.txt': '', ...files });
    expect(summary.mayHaveBypassed).toBeUndefined();
    expect(summary.launchConfiguration).toBeUndefined();
  });
});
