import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { scan, treeOf } from './support.ts';

const flag = 'claude --dangerously-skip-permissions';
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = treeOf(files);
  folders.push(folder);
  return folder;
}

function git(folder: string, day: string, ...argv: string[]): string {
  const at = `${day}T12:00:00Z`;
  const env = { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at, GIT_CONFIG_GLOBAL: '/dev/null' };
  const own = ['-c', 'user.name=Dana', '-c', 'user.email=dana@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...own, ...argv], { cwd: folder, env })
    .toString()
    .trim();
}

interface Step {
  readonly day: string;
  /** Absent content: the file is removed. */
  readonly files?: Readonly<Record<string, string | undefined>>;
  readonly moved?: readonly [string, string];
}

/** A repository with one commit for each step. */
function repositoryOf(steps: readonly Step[]): string {
  const folder = folderOf({});
  git(folder, '2026-01-01', 'init', '--quiet');
  for (const step of steps) commit(folder, step);
  return folder;
}

function commit(folder: string, { day, files = {}, moved }: Step): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
  if (moved) renameSync(join(folder, moved[0]), join(folder, moved[1]));
  git(folder, day, 'add', '--all');
  git(folder, day, 'commit', '--quiet', '--allow-empty', '--message', 'work');
}

/** Of each place: its line, and since which day by which source. */
async function agesOf(folder: string): Promise<string[]> {
  const { document } = await scan([folder]);
  return document.occurrences.map(
    (row: Record<string, string>) => `${row['line']} ${row['since']?.slice(0, 10)} ${row['sinceSource']}`,
  );
}

const long = '#!/bin/sh\n# builds what is to be built, and then asks for help\nset -e\nmake all\n';

describe('since when a place stands', () => {
  it.each<readonly [string, readonly Step[], readonly string[]]>([
    [
      'from the commit that brought it',
      [
        { day: '2026-01-01', files: { 'a.sh': 'make\n' } },
        { day: '2026-02-01', files: { 'a.sh': `make\n${flag} -p a\n` } },
        { day: '2026-03-01', files: { 'a.sh': `# more\nmake\n  ${flag}  -p a\n` } },
      ],
      ['3 2026-02-01 commit'],
    ],
    [
      'each place of a file by itself',
      [
        { day: '2026-01-01', files: { 'a.sh': `${flag} -p a\n` } },
        { day: '2026-02-01', files: { 'a.sh': `${flag} -p b\n${flag} -p a\n` } },
      ],
      ['1 2026-02-01 commit', '2 2026-01-01 commit'],
    ],
    [
      'whatever is asked of the agent meanwhile',
      [
        { day: '2026-01-01', files: { 'a.sh': `${flag} -p a\n` } },
        { day: '2026-02-01', files: { 'a.sh': `${flag} -p b\n` } },
        { day: '2026-03-01', files: { 'a.sh': `${flag} --verbose -p c\n` } },
      ],
      ['1 2026-01-01 commit'],
    ],
    [
      'not from a time before it was taken out',
      [
        { day: '2026-01-01', files: { 'a.sh': `${flag}\n` } },
        { day: '2026-02-01', files: { 'a.sh': 'claude\n' } },
        { day: '2026-03-01', files: { 'a.sh': `${flag}\n` } },
      ],
      ['1 2026-03-01 commit'],
    ],
    [
      'not from a time in which the file was gone',
      [
        { day: '2026-01-01', files: { 'a.sh': `${flag}\n` } },
        { day: '2026-02-01', files: { 'a.sh': undefined } },
        { day: '2026-03-01', files: { 'a.sh': `${flag}\n` } },
      ],
      ['1 2026-03-01 commit'],
    ],
    [
      'not from a comment that spoke of it',
      [
        { day: '2026-01-01', files: { 'a.sh': `# ${flag}\n` } },
        { day: '2026-02-01', files: { 'a.sh': `${flag}\n` } },
      ],
      ['1 2026-02-01 commit'],
    ],
    [
      'also under the names that the file had before',
      [
        { day: '2026-01-01', files: { 'a.sh': long } },
        { day: '2026-02-01', files: { 'a.sh': `${long}${flag}\n` } },
        { day: '2026-03-01', moved: ['a.sh', 'b.sh'] },
        { day: '2026-04-01', moved: ['b.sh', 'c.sh'] },
      ],
      ['5 2026-02-01 commit'],
    ],
    [
      'with names that git reads as patterns elsewhere',
      [{ day: '2026-01-01', files: { ':(top) [a]*.sh': `${flag}\n`, 'a.sh': 'make\n' } }],
      ['1 2026-01-01 commit'],
    ],
  ])('is told %s', async (_name, steps, expected) => {
    expect(await agesOf(repositoryOf(steps))).toEqual(expected);
  });

  it('is when a branch was merged, not when it was written', async () => {
    const folder = repositoryOf([{ day: '2026-01-01', files: { 'a.sh': 'make\n' } }]);
    git(folder, '2026-01-01', 'checkout', '--quiet', '-b', 'topic');
    commit(folder, { day: '2026-02-01', files: { 'a.sh': `${flag}\n` } });
    git(folder, '2026-03-01', 'checkout', '--quiet', 'main');
    git(folder, '2026-03-01', 'merge', '--quiet', '--no-ff', '--message', 'merge', 'topic');
    expect(await agesOf(folder)).toEqual(['1 2026-03-01 commit']);
  });

  it('names the commit', async () => {
    const folder = repositoryOf([{ day: '2026-01-01', files: { 'a.sh': `${flag}\n` } }]);
    const { document } = await scan([folder]);
    expect(document.occurrences[0].sinceCommit).toBe(git(folder, '2026-01-01', 'rev-parse', 'HEAD'));
    expect(document.occurrences[0].since).toBe('2026-01-01T12:00:00.000Z');
  });

  it('is the time of the file where it is not committed', async () => {
    const folder = repositoryOf([{ day: '2026-01-01', files: { 'a.sh': `${flag} -p a\n` } }]);
    writeFileSync(join(folder, 'a.sh'), `${flag} -p a\n${flag} -p b\n`);
    writeFileSync(join(folder, 'b.sh'), `${flag}\n`);
    for (const name of ['a.sh', 'b.sh']) {
      utimesSync(join(folder, name), new Date('2026-05-01T12:00:00Z'), new Date('2026-05-01T12:00:00Z'));
    }
    expect(await agesOf(folder)).toEqual([
      '1 2026-01-01 commit',
      '2 2026-05-01 file-time',
      '1 2026-05-01 file-time',
    ]);
  });

  it('is the time of the file where there is no repository, or one that git cannot read', async () => {
    const folder = folderOf({
      'a.sh': `${flag}\n`,
      'r/.git/HEAD': 'ref: refs/heads/main\n',
      'r/.git/refs/heads/main': `${'a'.repeat(40)}\n`,
      'r/.git/objects/x': '',
      'r/b.sh': `${flag}\n`,
    });
    for (const name of ['a.sh', 'r/b.sh']) {
      utimesSync(join(folder, name), new Date('2026-05-01T12:00:00Z'), new Date('2026-05-01T12:00:00Z'));
    }
    const { document, code } = await scan([folder]);
    expect(document.gaps).toEqual([]);
    expect(code).toBe(1);
    expect(document.occurrences.map(({ sinceSource }: Record<string, string>) => sinceSource)).toEqual([
      'file-time',
      'file-time',
    ]);
  });

  it('is the oldest commit or longer where a clone ends', async () => {
    const folder = repositoryOf([
      { day: '2026-01-01', files: { 'a.sh': `${flag}\n` } },
      { day: '2026-02-01', files: { 'b.sh': `${flag}\n` } },
    ]);
    const clone = folderOf({});
    git(clone, '2026-03-01', 'clone', '--quiet', '--depth', '1', `file://${folder}`, 'c');
    expect(await agesOf(join(clone, 'c'))).toEqual([
      '1 2026-02-01 oldest-commit',
      '1 2026-02-01 oldest-commit',
    ]);
  });

  it('is when a command was typed, in a history with times', async () => {
    const folder = folderOf({ '.zsh_history': `: 1767225600:0;${flag}\n` });
    expect(await agesOf(folder)).toEqual(['1 2026-01-01 history']);
  });

  it('starts nothing that the repository names', async () => {
    const folder = repositoryOf([{ day: '2026-01-01', files: { 'a.sh': `${flag}\n` } }]);
    writeFileSync(
      join(folder, '.git', 'config'),
      `[core]\n\tfsmonitor = touch ${folder}/ran\n[diff]\n\texternal = touch ${folder}/ran\n`,
    );
    writeFileSync(join(folder, '.gitattributes'), '*.sh diff=x filter=x\n');
    expect(await agesOf(folder)).toEqual(['1 2026-01-01 commit']);
    expect((await scan([folder])).document.occurrences).toHaveLength(1);
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('stands in the table and in Markdown', async () => {
    const folder = repositoryOf([{ day: '2026-01-01', files: { 'a.sh': `${flag}\n` } }]);
    const sha = git(folder, '2026-01-01', 'rev-parse', 'HEAD').slice(0, 8);
    for (const format of ['table', 'markdown']) {
      const { stdout } = await runCli(['scan', folder, '--format', format]);
      expect(stdout).toContain(`since 2026-01-01 (${sha})`);
    }
  });
});
