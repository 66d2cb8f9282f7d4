import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

let incident: Incident;
let marker: string;
beforeEach(() => {
  incident = new Incident();
  marker = join(incident.directory, 'executed');
  incident.agent('git reset --hard HEAD');
});
afterEach(() => incident.remove());

/** A program called git that leaves a line behind. */
function plant(folder: string, mode = 0o755): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'git');
  writeFileSync(path, `#!/bin/sh\necho ran >> '${marker}'\n`);
  chmodSync(path, mode);
  return folder;
}

const machine = process.env['PATH'] ?? '';
const realGit = machine
  .split(delimiter)
  .map((folder) => join(folder, 'git'))
  .find((path) => existsSync(path));

const examine = (command: string, path: string, ...more: readonly string[]) =>
  runCli([command, '--home', incident.home, ...more], { env: { PATH: path } });

const ran = () => (existsSync(marker) ? readFileSync(marker, 'utf8') : '');

describe('which git is run', () => {
  it.each([
    ['a program in the home', () => plant(join(incident.home, '.local/bin'))],
    ['a program in a repository of the session', () => plant(join(incident.repository, 'node_modules/.bin'))],
    ['a program that anybody may write', () => plant(join(incident.directory, 'shared'), 0o777)],
    [
      'a link to a program in the home',
      () => {
        const bin = join(incident.directory, 'bin');
        mkdirSync(bin);
        symlinkSync(join(plant(join(incident.home, 'hidden')), 'git'), join(bin, 'git'));
        return bin;
      },
    ],
  ])('is none of the evidence: %s gives way to the next on PATH', async (_what, plantIt) => {
    const { code, stdout } = await examine('git', [plantIt(), machine].join(delimiter), '--format', 'json');
    expect(ran()).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).repositories).toHaveLength(1);
  });

  it.each(['git', 'rollback', 'report', 'assess', 'collect'])(
    'is refused by %s where there is no other, with the reason',
    async (command) => {
      const { code, stderr } = await examine(
        command,
        plant(join(incident.home, 'bin')),
        '--output',
        join(incident.directory, 'out'),
      );
      expect(ran()).toBe('');
      expect(code).toBe(2);
      expect(stderr).toContain(`${join(incident.home, 'bin', 'git')} lies in a folder of the evidence`);
      expect(stderr).toContain('--git');
    },
  );

  it('is the one that the reader names', async () => {
    const planted = plant(join(incident.home, 'bin'));
    const { code } = await examine('git', planted, '--git', realGit ?? '');
    expect({ code, ran: ran() }).toEqual({ code: 0, ran: '' });
  });

  it.each(['/nonexistent/git', dirname(realGit ?? '/usr/bin/git')])('cannot be %s', async (path) => {
    const { code, stderr } = await examine('git', machine, '--git', path);
    expect(code).toBe(2);
    expect(stderr).toContain('no program called git');
  });

  it.each([
    ['git', []],
    ['report', ['--output', '-']],
    ['rollback', []],
  ])('is none of the image that %s is given', async (command, more) => {
    const planted = plant(join(incident.directory, 'opt/bin'));
    const argv = [command, '--root', incident.directory, '--home', incident.home, ...more];
    const { code, stderr } = await runCli(argv, { env: { PATH: planted } });
    expect({ code, ran: ran() }).toEqual({ code: 2, ran: '' });
    expect(stderr).toContain(`${join(planted, 'git')} lies in a folder of the evidence`);
  });

  it('is none of the evidence where it is named', async () => {
    const planted = join(plant(join(incident.home, 'bin')), 'git');
    const { code, stderr } = await examine('git', machine, '--git', planted);
    expect({ code, ran: ran() }).toEqual({ code: 2, ran: '' });
    expect(stderr).toContain(`--git ${planted}: lies in a folder of the evidence`);
  });

  it('is no program in the home that is named with the change', async () => {
    const planted = plant(join(incident.home, 'bin'));
    const argv = ['scan', '--diff', 'HEAD..HEAD', '--home', incident.home];
    const run = (path: string) => runCli(argv, { cwd: incident.repository, env: { PATH: path } });
    const alone = await run(planted);
    const beside = await run([planted, machine].join(delimiter));
    expect({ codes: [alone.code, beside.code], ran: ran() }).toEqual({ codes: [2, 0], ran: '' });
  });

  it('is no program in the folder whose change is scanned', async () => {
    const { code, stderr } = await runCli(['scan', '--diff', 'HEAD~1..HEAD'], {
      cwd: incident.repository,
      env: { PATH: plant(join(incident.repository, 'bin')) },
    });
    expect({ code, ran: ran() }).toEqual({ code: 2, ran: '' });
    expect(stderr).toContain('lies in a folder of the evidence');
  });
});
