import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleRepository } from '../../src/evidence/git/bundle-repository.ts';
import { layoutOf } from '../../src/evidence/git/repository-layout.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
const root = join(folder, 'image');
const home = join(root, 'home/kim');
const bag = join(folder, 'bag');
const evidence = ['--home', home, '--root', root];

/** Each ends as a repository in which something is not reached by a ref, or not there at all. */
const repositories: Readonly<Record<string, (path: string) => void>> = {
  'only reflogs and nothing name': (path) => {
    commit(path, 'one');
    commit(path, 'two');
    git(path, 'reset', '-q', '--hard', 'HEAD^');
    write(join(path, 'staged.txt'), 'staged and overwritten\n');
    git(path, 'add', 'staged.txt');
    write(join(path, 'staged.txt'), 'staged again\n');
    git(path, 'add', 'staged.txt');
    git(path, 'stash', '-q');
    git(path, 'stash', 'drop', '-q');
    git(path, 'tag', '-a', '-m', 'a tag', 'v1');
    git(path, 'update-ref', 'refs/notes/blob', git(path, 'hash-object', '-w', 'file.txt'));
    write(join(path, 'untracked/new.txt'), 'in no commit\n');
    appendFileSync(join(path, 'file.txt'), 'changed\n');
    // What git leaves of a pack with time stamps of lost objects, in a form that every version of git ignores.
    write(join(path, '.git/objects/pack/x.idx'), '');
    write(join(path, '.git/objects/pack/x.mtimes'), '');
  },
  'packed with time stamps of lost objects': (path) => {
    commit(path, 'one');
    commit(path, 'two');
    git(path, 'reset', '-q', '--hard', 'HEAD^');
    git(path, 'reflog', 'expire', '--expire=now', '--all');
    git(path, 'repack', '-q', '-d', '--cruft', '-a');
  },
  'two working trees and a submodule': (path) => {
    commit(path, 'one');
    git(path, 'worktree', 'add', '-q', '-b', 'side', `${path}-side`);
    commit(`${path}-side`, 'two');
    commit(`${path}-library`, 'one');
    git(path, '-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', `${path}-library`, 'library');
    git(path, 'commit', '-q', '-m', 'with a library');
  },
  'a shallow clone': (path) => {
    commit(`${path}-origin`, 'one');
    commit(`${path}-origin`, 'two');
    git(root, 'clone', '-q', '--depth=1', `file://${path}-origin`, path);
    commit(path, 'three');
  },
  'borrowed objects': (path) => {
    commit(`${path}-origin`, 'one');
    git(root, 'clone', '-q', '--shared', `${path}-origin`, path);
    writeFileSync(
      join(path, '.git/objects/info/alternates'),
      `/home/kim/${path.split('/').at(-1)}-origin/.git/objects\n`,
    );
  },
};

/** Of these git can make no bundle. */
const broken: Readonly<Record<string, (path: string) => void>> = {
  'a missing blob': (path) => {
    commit(path, 'one');
    rmSync(objectFile(path, git(path, 'rev-parse', 'HEAD:file.txt')));
  },
  'a missing parent': (path) => {
    commit(path, 'one');
    const lost = git(path, 'rev-parse', 'HEAD');
    commit(path, 'two');
    rmSync(objectFile(path, lost));
  },
  'a broken object': (path) => {
    commit(path, 'one');
    const file = objectFile(path, git(path, 'rev-parse', 'HEAD:file.txt'));
    chmodSync(file, 0o600);
    writeFileSync(file, 'not zlib');
  },
  'objects borrowed from outside': (path) => {
    commit(path, 'one');
    const lost = git(path, 'rev-parse', 'HEAD^{tree}');
    rmSync(objectFile(path, lost));
    writeFileSync(join(path, '.git/objects/info/alternates'), '/../../../../../../etc\n\\\\server\\share\n');
  },
  'a partial clone': (path) => {
    commit(`${path}-origin`, 'one');
    git(`${path}-origin`, 'config', 'uploadpack.allowFilter', 'true');
    git(root, 'clone', '-q', '--no-checkout', '--filter=blob:none', `file://${path}-origin`, path);
    const program = `touch ${join(folder, 'executed')}; exit 1`;
    git(path, 'config', 'remote.origin.url', `ext::sh -c "${program}"`);
    git(path, 'config', 'remote.origin.uploadpack', program);
  },
};

/** Those that are collected; all are bundled. */
const collected = ['only reflogs and nothing name', 'two working trees and a submodule', 'a missing blob'];
const nameOf = (description: string) => description.replaceAll(' ', '-');

beforeAll(async () => {
  for (const [description, make] of Object.entries({ ...repositories, ...broken })) {
    const path = join(home, nameOf(description));
    mkdirSync(path, { recursive: true });
    make(path);
    appendFileSync(join(path, '.git/config'), `[core]\n\tfsmonitor = touch ${join(folder, 'executed')}\n`);
  }
  for (const description of collected) session(`/home/kim/${nameOf(description)}`);
  // What a kill leaves behind while git writes.
  write(`${bag}.partial/copying.part`, 'PACK');
  write(`${bag}.partial/copying.part.lock`, '');
  const { code, stderr } = await runCli(['collect', bag, ...evidence]);
  expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('could not bundle') });
}, 60_000);

afterAll(() => {
  expect(existsSync(join(folder, 'executed'))).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});

describe('a bundle', () => {
  const reading = { home: { directory: home, root, recordedPath: '/home/kim' }, reportGap: () => undefined };

  async function bundled(name: string): Promise<string> {
    const layout = layoutOf(join(home, name), reading);
    if (!layout) throw new Error(`no repository: ${name}`);
    const file = join(folder, `${name}.bundle`);
    await bundleRepository(layout, { file, searchPath: process.env['PATH'] ?? '' }, reading);
    return file;
  }

  it.each(Object.keys(repositories))('holds every object where there are %s', async (description) => {
    const name = nameOf(description);
    const copy = mkdtempSync(join(folder, 'copy-'));
    git(copy, 'init', '-q', '--bare', '.');
    git(copy, 'bundle', 'unbundle', await bundled(name));
    expect(objects(copy)).toBe(objects(join(home, name), ...borrowedBy(name)));
  });

  it.each(Object.keys(broken))('is not made where there is %s', async (description) => {
    await expect(bundled(nameOf(description))).rejects.toThrow();
  });
});

describe('a bag of repositories', () => {
  it('is whole', async () => {
    const { stdout } = await runCli(['verify', bag, '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ problems: [] });
  });

  it('gives a bundle that git clones', () => {
    git(folder, 'clone', '-q', bundleOf(nameOf('two working trees and a submodule')), 'clone');
    expect(git(join(folder, 'clone'), 'log', '--format=%s', 'origin/side')).toBe('two\none');
    expect(existsSync(bundleOf('two-working-trees-and-a-submodule/.git/modules/library', ''))).toBe(true);
  });

  it('has object files only where there is no bundle', () => {
    const kept = (tree: string, description: string) =>
      readdirSync(join(tree, nameOf(description), '.git/objects'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
    const copies = join(bag, 'data/root/home/kim');
    expect(existsSync(bundleOf('a-missing-blob'))).toBe(false);
    expect(kept(copies, 'a missing blob')).toEqual(kept(home, 'a missing blob'));
    expect(kept(copies, 'only reflogs and nothing name')).toEqual(['x.idx', 'x.mtimes']);
    expect(readFileSync(join(bag, 'custody.ndjson'), 'utf8')).toContain('"inBundle":true');
  });

  it('keeps what no commit holds', () => {
    const path = join(bag, 'data/root/home/kim', nameOf('only reflogs and nothing name'));
    expect(readFileSync(join(path, 'untracked/new.txt'), 'utf8')).toBe('in no commit\n');
    expect(readFileSync(join(path, 'file.txt'), 'utf8')).toContain('changed');
  });

  it('answers git as the home does', async () => {
    const command = ['git', '--deep', '--format', 'json'];
    const settings = { now: '2026-11-20T16:00:00.000Z' };
    const fromHome = await runCli([...command, ...evidence], settings);
    const fromBag = await runCli([...command, '--home', bag], settings);
    expect(known(JSON.parse(fromBag.stdout))).toEqual(known(JSON.parse(fromHome.stdout)));
  });

  it('says that a bundle was cut off', async () => {
    truncateSync(bundleOf('two-working-trees-and-a-submodule'), 200);
    const { code, stderr } = await runCli(['git', '--home', bag]);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining('could not read the bundle'),
    });
  });
});

/** Without the place where the evidence lies now, and what only the reading of copies cannot see. */
function known(document: unknown): unknown {
  const text = JSON.stringify(document)
    .replaceAll(join(bag, 'data/root'), '<root>')
    .replaceAll(root, '<root>');
  return JSON.parse(text, (key, value) => (key === 'directory' || key === 'root' ? undefined : value));
}

function bundleOf(name: string, git = '/.git'): string {
  return join(bag, 'data/git/home/kim', `${name}${git}.bundle`);
}

function borrowedBy(name: string): string[] {
  return name === nameOf('borrowed objects') ? [join(home, `${name}-origin/.git/objects`)] : [];
}

function objects(path: string, ...borrowed: readonly string[]): string {
  return execFileSync('git', ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)'], {
    cwd: path,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...environment, GIT_ALTERNATE_OBJECT_DIRECTORIES: borrowed.join(':') },
  });
}

function objectFile(path: string, sha: string): string {
  return join(path, '.git/objects', sha.slice(0, 2), sha.slice(2));
}

const environment = {
  PATH: process.env['PATH'],
  HOME: folder,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Kim',
  GIT_AUTHOR_EMAIL: 'kim@example.org',
  GIT_AUTHOR_DATE: '2026-11-13T10:00:00Z',
  GIT_COMMITTER_NAME: 'Kim',
  GIT_COMMITTER_EMAIL: 'kim@example.org',
  GIT_COMMITTER_DATE: '2026-11-13T10:00:00Z',
};

function git(cwd: string, ...args: readonly string[]): string {
  const options = { cwd, env: environment, encoding: 'utf8', stdio: 'pipe' } as const;
  return execFileSync('git', ['-c', 'init.defaultBranch=main', '-c', 'gc.auto=0', ...args], options).trim();
}

function commit(path: string, text: string): void {
  mkdirSync(path, { recursive: true });
  if (!existsSync(join(path, '.git'))) git(path, 'init', '-q');
  appendFileSync(join(path, 'file.txt'), `${text} ${'x'.repeat(100)}\n`);
  git(path, 'add', '.');
  git(path, 'commit', '-q', '-m', text);
}

function session(cwd: string): void {
  const sessionId = `00000000-0000-4000-8000-${String(cwd.length).padStart(12, '0')}`;
  const line = {
    type: 'user',
    sessionId,
    cwd,
    timestamp: '2026-11-13T09:59:00.000Z',
    message: { role: 'user', content: 'tidy up' },
  };
  write(join(home, '.claude/projects/-home-kim', `${sessionId}.jsonl`), `${JSON.stringify(line)}\n`);
  write(join(home, '.claude.json'), '{}');
}

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
