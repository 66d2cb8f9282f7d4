import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { preReceiveHook } from '../../src/harden/detections/repository-rules.ts';

const flag = 'claude --dangerously-skip-permissions\n';
const allowed = ['-o', 'allow-unattended-agents'];
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

/** A server with the hook, and a clone of it with one commit on main. */
function server() {
  const folder = mkdtempSync(join(tmpdir(), 'pre-receive-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const person = { NAME: 'a', EMAIL: 'a@b.test' };
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    ...Object.fromEntries(
      Object.entries(person).flatMap(([key, value]) =>
        ['AUTHOR', 'COMMITTER'].map((role) => [`GIT_${role}_${key}`, value]),
      ),
    ),
  };
  const run = (cwd: string, ...args: string[]) => spawnSync('git', args, { cwd, env, encoding: 'utf8' });
  run(folder, 'init', '-q', '--bare', '-b', 'main', 'server');
  run(join(folder, 'server'), 'config', 'receive.advertisePushOptions', 'true');
  const hook = join(folder, 'server/hooks/pre-receive');
  writeFileSync(hook, preReceiveHook().text);
  chmodSync(hook, 0o755);
  run(folder, 'clone', '-q', 'server', 'work');
  const work = join(folder, 'work');
  const git = (...args: string[]) => {
    const { status, stdout, stderr } = run(work, ...args);
    expect(status, `git ${args.join(' ')}: ${stderr}`).toBe(0);
    return stdout;
  };
  const commit = (file: string, content: string | Uint8Array) => {
    writeFileSync(join(work, file), content);
    git('add', '-A');
    git('commit', '-q', '-m', `${file}: claude --dangerously-skip-permissions`);
  };
  const push = (ref: string, ...options: string[]) => {
    const { status, stderr } = run(work, 'push', '-q', ...options, 'origin', `HEAD:${ref}`);
    return { isTaken: status === 0, stderr };
  };
  git('checkout', '-q', '-b', 'main');
  commit('README.md', 'hello\n');
  expect(push('main').isTaken).toBe(true);
  return { work, git, commit, push };
}

describe('the pre-receive hook', { timeout: 30_000 }, () => {
  const refused: readonly (readonly [string, string, string | Uint8Array])[] = [
    ['a script', 'run.sh', flag],
    ['a line that looks like a head of a log', 'run.sh', `commit ${flag}`],
    ['a line that looks like a head of a diff', 'run.sh', `++ b/x ${flag}@@ -1 +1 @@\n`],
    ['a setting', 'settings.json', '{"permissions": {"defaultMode": "bypassPermissions"}}\n'],
    ['text of Windows', 'run.ps1', Buffer.from(`\ufeff${flag}`, 'utf16le')],
    ['text with a zero', 'run.sh', `#!/bin/sh\n: '\0'\n${flag}`],
    [
      'text in no known encoding',
      'run.sh',
      Buffer.concat([Buffer.from([0x23, 0xff, 0xfe, 0x0a]), Buffer.from(flag)]),
    ],
    ['a script that is named as a document begins', 'CHANGELOG.sh', flag],
    ['a file in a folder', 'a file.sh', `cd /x && ${flag}`],
  ];

  it.each(refused)('refuses %s', (_, file, content) => {
    const { commit, push } = server();
    commit(file, content);
    const { isTaken, stderr } = push('main');
    expect(isTaken).toBe(false);
    expect(stderr).toMatch(/main: this push switches an agent's permission prompts off:/);
    expect(stderr).toMatch(/commit [0-9a-f]{7,}: /);
    expect(push('other').isTaken).toBe(false);
    expect(push('main', ...allowed).isTaken).toBe(true);
  });

  const taken: readonly (readonly [string, string, string])[] = [
    ['a document', 'notes.md', flag],
    ['a change log', 'CHANGELOG', flag],
    ['another mode', 'run.sh', 'claude --permission-mode plan\n'],
    ['another flag', 'run.sh', 'claude --dangerously-skip-permissions-check\n'],
  ];

  it.each(taken)('takes %s', (_, file, content) => {
    const { commit, push } = server();
    commit(file, content);
    expect(push('main')).toEqual({ isTaken: true, stderr: '' });
    expect(push('other')).toEqual({ isTaken: true, stderr: '' });
  });

  it('takes the removal of such a line, and the deletion of a branch', () => {
    const { git, commit, push } = server();
    commit('run.sh', flag);
    expect(push('main', ...allowed).isTaken).toBe(true);
    commit('run.sh', 'claude\n');
    expect(push('main').isTaken).toBe(true);
    expect(push('old').isTaken).toBe(true);
    git('push', '-q', 'origin', ':old');
  });

  it('is not told by attributes of the repository what is text', () => {
    const { commit, push } = server();
    commit('.gitattributes', '*.sh -diff\n*.sh binary\n');
    expect(push('main').isTaken).toBe(true);
    commit('run.sh', flag);
    expect(push('main').isTaken).toBe(false);
  });

  it('looks at every commit of a push, also where a later one takes the line away', () => {
    const { commit, push } = server();
    commit('run.sh', flag);
    commit('run.sh', 'claude\n');
    expect(push('main').isTaken).toBe(false);
  });

  it('a merge of main brings nothing new', () => {
    const { git, commit, push } = server();
    git('checkout', '-q', '-b', 'topic');
    commit('topic.sh', 'true\n');
    expect(push('topic').isTaken).toBe(true);
    git('checkout', '-q', 'main');
    commit('run.sh', flag);
    expect(push('main', ...allowed).isTaken).toBe(true);
    git('checkout', '-q', 'topic');
    git('merge', '-q', '--no-edit', 'main');
    expect(push('topic')).toEqual({ isTaken: true, stderr: '' });
    expect(push('new-branch').isTaken).toBe(true);
    git('checkout', '-q', 'main');
    git('merge', '-q', '--no-ff', '--no-edit', 'topic');
    expect(push('main')).toEqual({ isTaken: true, stderr: '' });
  });

  it('what a merge brings into main is new there, also where it was let through on its branch', () => {
    const { git, commit, push } = server();
    git('checkout', '-q', '-b', 'topic');
    commit('run.sh', flag);
    expect(push('topic', ...allowed).isTaken).toBe(true);
    git('checkout', '-q', 'main');
    git('merge', '-q', '--no-ff', '--no-edit', 'topic');
    expect(push('main').isTaken).toBe(false);
    expect(push('main', ...allowed).isTaken).toBe(true);
  });

  it.each([1, 2])('a line that only the merge has, of main and %i branches, is new', (branches) => {
    const { work, git, commit, push } = server();
    const names = Array.from({ length: branches }, (_, index) => `topic-${index}`);
    for (const name of names) {
      git('checkout', '-q', '-b', name, 'main');
      commit(`${name}.sh`, 'true\n');
      expect(push(name).isTaken).toBe(true);
    }
    git('checkout', '-q', 'main');
    commit('main.sh', 'true\n');
    expect(push('main').isTaken).toBe(true);
    git('merge', '-q', '--no-commit', '--no-ff', ...names);
    writeFileSync(join(work, 'main.sh'), `true\n${flag}`);
    git('add', '-A');
    git('commit', '-q', '-m', 'merge');
    expect(push('main').isTaken).toBe(false);
    expect(push('topic-0').isTaken).toBe(false);
  });

  it('takes a tag of what it has, and refuses one that brings such a line', () => {
    const { git, commit, push } = server();
    git('tag', '-a', '-m', 'first', 'v1');
    git('push', '-q', 'origin', 'v1');
    commit('run.sh', flag);
    expect(push('refs/tags/v2').isTaken).toBe(false);
  });

  it.skipIf(!has('shellcheck'))('satisfies shellcheck (needs shellcheck)', () => {
    const { stdout } = spawnSync('shellcheck', ['-'], { input: preReceiveHook().text, encoding: 'utf8' });
    expect(stdout).toBe('');
  });
});
