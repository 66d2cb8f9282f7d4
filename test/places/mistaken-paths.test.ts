import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lines, prompt, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const records = lines(prompt(0, 'go'), toolUse(1, 'toolu_1', { command: 'ls' }));
const project = '.claude/projects/-home-dana-shop';
const image = () =>
  evidenceImage({ [`home/dana/${project}/s.jsonl`]: records, 'home/dana/shop/.git/HEAD': 'ref: x' });

describe('a path that is not quite a home', () => {
  it.each(['.claude', '.claude/projects', project, `${project}/s.jsonl`])(
    '%s: the home above is read, and that is said',
    async (part) => {
      const { home } = image();
      const { stdout, stderr } = await runCli(['sessions', '--home', join(home, part), '--format', 'json']);
      expect(JSON.parse(stdout).sessions).toHaveLength(1);
      expect(stderr).toContain(`${join(home, part)} is a part of a home: reading the whole of ${home}`);
      expect(stderr).not.toContain('deleted after');
    },
  );

  it('the folder that CLAUDE_CONFIG_DIR names beside it', async () => {
    const { home } = evidenceImage({ 'home/dana/.config/claude/projects/p/s.jsonl': records });
    const { stdout } = await runCli(['sessions', '--home', join(home, '.config/claude'), '--format', 'json']);
    expect(JSON.parse(stdout).sessions).toHaveLength(1);
  });

  it('a transcript that lies alone: the command that reads it', async () => {
    const { root, write } = evidenceImage({});
    write('case/s.jsonl', records);
    const { code, stderr } = await runCli(['report', '--home', join(root, 'case/s.jsonl')]);
    expect(code).toBe(2);
    expect(stderr).toContain(`yolo-triage sessions ${join(root, 'case/s.jsonl')}`);
  });

  it('a project: the home that keeps its sessions', async () => {
    const { home } = image();
    const { code, stderr } = await runCli(['mcp', '--home', join(home, 'shop')]);
    expect(code).toBe(2);
    expect(stderr).toContain(`yolo-triage mcp --home ${home}`);
  });

  it('a packed home keeps its message', async () => {
    const { root, write } = evidenceImage({});
    write('home.tar.gz', 'x');
    const { code, stderr } = await runCli(['sessions', '--home', join(root, 'home.tar.gz')]);
    expect(code).toBe(2);
    expect(stderr).toContain('unpack an archive');
  });
});

describe('a path that is one', () => {
  it.each(['.claude-evidence/dana', '.claude/backup/dana', 'work/.git-home'])(
    '%s is read as it is',
    async (folder) => {
      const { root, write } = evidenceImage(
        { [`home/eve/.claude/projects/p/own.jsonl`]: records },
        'home/eve',
      );
      write(`home/eve/${folder}/${project}/s.jsonl`, records);
      const home = join(root, 'home/eve', folder);
      const { stdout, stderr } = await runCli(['sessions', '--home', home, '--format', 'json']);
      expect(JSON.parse(stdout).artifacts).toMatchObject([{ path: `${project}/s.jsonl` }]);
      expect(stderr).not.toContain('part of a home');
    },
  );

  it('a home that is a repository', async () => {
    const { home, write } = image();
    write('home/dana/.git/HEAD', 'ref: refs/heads/main');
    const { stdout, stderr } = await runCli(['sessions', '--home', home, '--format', 'json']);
    expect(JSON.parse(stdout).sessions).toHaveLength(1);
    expect(stderr).not.toContain('no home');
  });

  it('a home without sessions below that of the examiner is not exchanged for it', async () => {
    const { home, write } = image();
    mkdirSync(join(home, 'cases/kim'), { recursive: true });
    write('home/dana/cases/kim/.bashrc', '');
    const { stdout } = await runCli(['sessions', '--home', join(home, 'cases/kim'), '--format', 'json']);
    expect(JSON.parse(stdout).sessions).toEqual([]);
  });
});

describe('a path that is not there', () => {
  const withRepository = [
    'sessions',
    'git',
    'rollback',
    'mcp',
    'posture',
    'exposure',
    'assess',
    'collect',
    'report',
  ];
  it.each(withRepository)('%s --repo: not run', async (command) => {
    const { root, home } = image();
    for (const repository of ['/no/such/repository', join(home, `${project}/s.jsonl`)]) {
      const options = ['--root', root, '--home', home, '--repo', repository];
      const { code, stdout, stderr } = await runCli([command, ...options]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`no such repo folder: ${repository}`);
    }
  });

  it.each([['--home', '/no/such/home'], ['--root', '/no/such/root'], ['/no/such/operand']])(
    'scan %s: not run',
    async (...words) => {
      expect(await runCli(['scan', ...words])).toMatchObject({ code: 2, stdout: '' });
    },
  );

  it('the own home may be absent', async () => {
    const cwd = evidenceImage({}).root;
    expect(await runCli(['scan'], { cwd, homeDirectory: '/no/such/home' })).toMatchObject({ code: 0 });
  });
});

describe('a folder as --output', () => {
  it('takes the report under its usual name', async () => {
    const { root, home } = image();
    const folder = evidenceImage({ 'out/x': '' }).root;
    const options = ['--root', root, '--home', home, '--output', join(folder, 'out')];
    await runCli(['report', ...options]);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['incident-dana-2026-11-20.md', 'x']);
    expect(existsSync(join(folder, 'out.part'))).toBe(false);
  });

  it.each([
    ['mcp', 'table', 'mcp.txt'],
    ['sessions', 'ndjson', 'sessions.ndjson'],
    ['rollback', 'markdown', 'rollback.md'],
  ])('takes what %s says as %s under the name of the command', async (command, format, name) => {
    const { root, home } = image();
    const folder = join(evidenceImage({ 'out/x': '' }).root, 'out');
    const options = ['--root', root, '--home', home, '--output', folder, '--format', format];
    expect((await runCli([command, ...options])).code).not.toBe(2);
    expect(readdirSync(folder).sort()).toEqual([name, 'x'].sort());
  });
});

it('--quiet still says how many gaps there are, in one line', async () => {
  const { root, home } = image();
  writeFileSync(join(home, '.claude.json'), '{');
  const options = ['mcp', '--root', root, '--home', home, '--quiet'];
  const { code, stderr } = await runCli(options);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^yolo-triage: \d+ gaps? in the evidence; [^\n]*\n$/);
  writeFileSync(join(home, '.claude.json'), '{}');
  expect(await runCli(options)).toMatchObject({ code: 0, stderr: '' });
});
