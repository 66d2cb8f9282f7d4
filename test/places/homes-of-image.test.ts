import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lines, prompt, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const session = (id: string, user: string) =>
  lines(
    prompt(0, 'go', { sessionId: id, cwd: `/home/${user}/shop` }),
    toolUse(1, `toolu_${user}`, { command: 'ls' }, { sessionId: id, cwd: `/home/${user}/shop` }),
  );
const transcript = (user: string) => `home/${user}/.claude/projects/-home-${user}-shop/${user}.jsonl`;
const of = (...users: string[]) =>
  evidenceImage(
    Object.fromEntries(users.map((user) => [transcript(user), session(`${user}-session`, user)])),
    `home/${users[0]}`,
  );

/** Whoever examines has a home with sessions of their own. */
const examiner = () => evidenceImage({ [transcript('zoe')]: session('zoe-session', 'zoe') }, 'home/zoe').home;

const one = ['mcp', 'posture', 'exposure', 'rollback', 'report', 'assess', 'replay'];

describe('an image whose home nobody names', () => {
  it.each([...one, 'sessions', 'git'])('%s reads the one in which an agent worked', async (command) => {
    const { root } = of('dana');
    mkdirSync(join(root, 'root'));
    mkdirSync(join(root, 'home/bob'));
    const output = command === 'report' ? ['--output', '-'] : [];
    const options = ['--root', root, '--format', 'json', ...output];
    const { code, stdout, stderr } = await runCli([command, ...options], { homeDirectory: examiner() });
    expect([0, 1, 3]).toContain(code);
    expect(`${stdout}${stderr}`).not.toContain('zoe');
    if (command === 'sessions' || command === 'git') return;
    expect(stderr).toContain(
      `reading ${root}/home/dana; no agent left anything in ${root}/home/bob, ${root}/root`,
    );
    const named = await runCli([command, ...options, '--home', join(root, 'home/dana')]);
    expect(stdout).toBe(named.stdout);
  });

  it.each(['var/home/dana', 'usr/home/dana', 'export/home/dana', 'Users/dana', 'root', 'var/root'])(
    'finds a home where systems keep them: %s',
    async (home) => {
      const file = `${home}/.claude/projects/-srv-shop/dana.jsonl`;
      const { root } = evidenceImage({ [file]: session('dana-session', 'dana') }, home);
      const settings = { homeDirectory: examiner() };
      const { stdout } = await runCli(['sessions', '--root', root, '--format', 'json'], settings);
      expect(JSON.parse(stdout).sessions).toHaveLength(1);
    },
  );

  it.each(one.filter((command) => command !== 'assess'))(
    '%s asks which of several is meant',
    async (command) => {
      const { root } = of('dana', 'kim');
      const { code, stdout, stderr } = await runCli([command, '--root', root], { homeDirectory: examiner() });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`yolo-triage ${command} --root ${root} --home ${root}/home/kim`);
      expect(stderr).toContain(`yolo-triage assess --root ${root}`);
    },
  );

  it('sessions, assess and a spool read all of them', async () => {
    const { root } = of('dana', 'kim');
    const settings = { homeDirectory: examiner() };
    const sessions = await runCli(['sessions', '--root', root, '--format', 'json'], settings);
    expect(JSON.parse(sessions.stdout).sessions).toHaveLength(2);
    const assessed = await runCli(['assess', '--root', root], settings);
    expect(assessed.stdout).toContain('2 homes, 2 sessions');
    const spool = join(evidenceImage({}).root, 'spool');
    const spooled = await runCli(['mcp', '--root', root, '--spool', spool, '--host-id', 'h'], settings);
    expect(spooled.stdout).toContain('"home":"/home/dana"');
    expect(spooled.stdout).toContain('"home":"/home/kim"');
  });

  it('collect takes the one home, and nothing of the examiner', async () => {
    const { root } = of('dana');
    const bag = join(evidenceImage({}).root, 'bag');
    const { stdout } = await runCli(['collect', '--root', root, '--dry-run', '--format', 'json', bag], {
      homeDirectory: examiner(),
    });
    expect(JSON.parse(stdout).home).toBe('/home/dana');
  });

  it('scan looks at the profiles of every home of it, not at the folder of the examiner', async () => {
    const alias = 'alias c="claude --dangerously-skip-permissions"\n';
    const { root } = evidenceImage({ 'home/dana/.bashrc': alias, 'home/kim/.zshrc': alias });
    const elsewhere = evidenceImage({ 'run.sh': 'claude --dangerously-skip-permissions\n' }).root;
    const settings = { cwd: elsewhere, homeDirectory: examiner() };
    const { stdout } = await runCli(['scan', '--root', root, '--format', 'ndjson'], settings);
    const paths = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).path);
    expect(paths).toEqual(['/home/dana/.bashrc', '/home/kim/.zshrc']);
  });

  it('holds no home: the command line that works is told', async () => {
    const { root } = evidenceImage({}, 'srv/app');
    const { code, stderr } = await runCli(['report', '--root', root]);
    expect(code).toBe(2);
    expect(stderr).toContain(`no home in ${root}`);
  });

  it('takes a home as the evidence writes it', async () => {
    const { root } = of('dana', 'kim');
    const { stdout } = await runCli([
      'report',
      '--root',
      root,
      '--home',
      '/home/kim',
      '--format',
      'json',
      '--output',
      '-',
    ]);
    expect(JSON.parse(stdout).subject).toMatchObject({
      home: '/home/kim',
      directory: join(root, 'home/kim'),
    });
  });
});
