import { describe, expect, it } from 'vitest';
import { homeWith, lines, mainFile, prompt, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const command = 'rm -rf ~/Documents && cat ~/.ssh/id_rsa && echo x >> $HOME/.bashrc';

function calls(cwd: string): string {
  return lines(prompt(0, 'go', { cwd }), toolUse(1, 'toolu_1', { command }, { cwd }));
}

async function targetsOf(...options: string[]): Promise<readonly string[]> {
  const { stdout } = await runCli(['sessions', '--calls', '--format', 'ndjson', ...options]);
  return stdout
    .trim()
    .split('\n')
    .flatMap((line) => JSON.parse(line).effects)
    .map(({ target, zone }: { target: string; zone: string }) => `${zone} ${target}`);
}

const named = (home: string) => [
  `home ${home}/Documents`,
  `credentials ${home}/.ssh/id_rsa`,
  `persistence ${home}/.bashrc`,
];

describe('the home of commands', () => {
  it('is that of the folders in which they ran', async () => {
    expect(await targetsOf('--home', homeWith({ [mainFile]: calls('/home/dana/shop') }))).toEqual(
      named('/home/dana'),
    );
  });

  it.each(['/Users/dana', '/root', '/var/root', '/var/home/dana', '/usr/home/dana', '/export/home/dana'])(
    'lies where systems keep homes: %s',
    async (home) => {
      const copy = homeWith({
        'projects/a/a.jsonl': calls('/srv/shop'),
        'projects/b/b.jsonl': lines(prompt(0, 'x', { cwd: `${home}/shop` })),
      });
      expect(await targetsOf('--home', copy)).toEqual(named(home));
    },
  );

  it.each(['/srv/home/dana', '/data/Users/dana', '/rooted/dana', '/opt/root'])(
    'lies not in a folder that is called like those: %s',
    async (folder) => {
      const copy = homeWith({
        'projects/a/a.jsonl': calls('/srv/shop'),
        'projects/b/b.jsonl': lines(prompt(0, 'x', { cwd: `${folder}/shop` })),
      });
      expect(await targetsOf('--home', copy)).toEqual(named('~'));
    },
  );

  it('is that of other sessions of the same copy', async () => {
    const home = homeWith({
      'projects/a/a.jsonl': calls('/srv/shop'),
      'projects/b/b.jsonl': lines(prompt(0, 'x')),
    });
    expect(await targetsOf('--home', home)).toEqual(named('/home/dana'));
  });

  it('is that of the transcript, in an image with several', async () => {
    const { root } = evidenceImage({
      'home/dana/.claude/projects/p/a.jsonl': calls('/srv/shop'),
      'home/kim/.claude/projects/p/b.jsonl': lines(prompt(0, 'x', { sessionId: 'other' })),
    });
    expect(await targetsOf('--root', root)).toEqual(named('/home/dana'));
  });

  it('is never the folder of whoever examines a copy that does not name it', async () => {
    const home = homeWith({ [mainFile]: calls('/workspace') });
    expect(await targetsOf('--home', home)).toEqual(named('~'));
    const { stdout } = await runCli(['report', '--home', home, '--format', 'json', '--output', '-']);
    const { findings } = JSON.parse(stdout);
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain(home);
  });

  it('is the one that this machine runs with, where it is examined live', async () => {
    const homeDirectory = homeWith({ [mainFile]: calls('/workspace') });
    const { stdout } = await runCli(['sessions', '--calls', '--format', 'ndjson'], { homeDirectory });
    expect(stdout).toContain(`${homeDirectory}/Documents`);
  });
});
