import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scan, treeOf } from './support.ts';

type Files = Readonly<Record<string, string | null>>;

const flag = 'claude --dangerously-skip-permissions -p go';
const roots: string[] = [];

function git(root: string, ...argv: readonly string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  return execFileSync('git', [...who, ...argv], { cwd: root, encoding: 'utf8' });
}

/** A repository of two commits: `null` takes a file away. */
function change(before: Record<string, string>, after: Files): string {
  const root = treeOf(before);
  roots.push(root);
  git(root, 'init', '-q', '-b', 'main');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'one', '--allow-empty');
  for (const [path, text] of Object.entries(after)) {
    if (text === null) rmSync(join(root, path));
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'two', '--allow-empty');
  return root;
}

/** What the change reports as a range, and as a diff on standard input beside a tree that has it and one that has not. */
async function reported(before: Record<string, string>, after: Files) {
  const root = change(before, after);
  const range = await scan(['--diff', 'HEAD~1..HEAD'], { cwd: root });
  const stdin = git(root, 'diff', 'HEAD~1', 'HEAD');
  const beside = await scan(['--diff', '-'], { cwd: root, stdin });
  return { range, beside };
}

const script = (...lines: readonly string[]) => `#!/bin/bash\n${lines.join('\n')}\n`;
const filler = Array.from({ length: 12 }, (_, index) => `echo ${index}`);
const job = (...lines: readonly string[]) =>
  ['on: push', 'jobs:', '  a:', ...lines, '    steps:', `      - run: ${flag}`, ''].join('\n');

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const worse: readonly (readonly [string, Record<string, string>, Files, readonly string[]])[] = [
  ['a new place', { 'a.sh': script('echo') }, { 'a.sh': script('echo', flag) }, ['a.sh:3']],
  ['a second copy of a place', { 'a.sh': script(flag) }, { 'a.sh': script(flag, 'echo', flag) }, ['a.sh:4']],
  [
    'a guard that goes, far above the place',
    { 'a.sh': script('export IS_SANDBOX=1', ...filler, flag) },
    { 'a.sh': script('export OTHER=1', ...filler, flag) },
    ['a.sh:15'],
  ],
  [
    'a container that goes',
    { '.github/workflows/a.yml': job('    runs-on: ubuntu-latest', '    container: node:22') },
    { '.github/workflows/a.yml': job('    runs-on: ubuntu-latest') },
    ['.github/workflows/a.yml:6'],
  ],
  [
    'a job that moves to a machine of their own',
    { '.github/workflows/a.yml': job('    runs-on: ubuntu-latest') },
    { '.github/workflows/a.yml': job('    runs-on: self-hosted') },
    ['.github/workflows/a.yml:6'],
  ],
  [
    'a place that moves into a profile',
    { 'a.sh': script(flag), 'home/.bashrc': 'ls\n' },
    { 'a.sh': null, 'home/.bashrc': `ls\n${flag}\n` },
    ['home/.bashrc:2'],
  ],
  [
    'a sandbox of another agent that goes',
    { 'a.sh': script('codex -a never', 'ls') },
    { 'a.sh': script('codex -a never', '# yolo-triage:allow all is well', 'codex --yolo') },
    ['a.sh:4'],
  ],
];

const noWorse: readonly (readonly [string, Record<string, string>, Files])[] = [
  ['nothing', { 'a.sh': script(flag) }, {}],
  ['another line of the file', { 'a.sh': script('ls', flag) }, { 'a.sh': script('pwd', flag) }],
  ['a place that goes', { 'a.sh': script(flag) }, { 'a.sh': script('claude -p go') }],
  ['indentation', { 'a.sh': script(flag) }, { 'a.sh': script('if true; then', `  ${flag}`, 'fi') }],
  [
    'a renamed file',
    { 'a.sh': script(flag, ...filler) },
    { 'a.sh': null, 'bin/b.sh': script(flag, ...filler) },
  ],
  [
    'a place that moves to another script',
    { 'a.sh': script(...filler, flag), 'b.sh': script('ls') },
    { 'a.sh': script(...filler), 'b.sh': script('ls', flag) },
  ],
  ['a new mention', { 'a.sh': script('ls') }, { 'a.sh': script('ls', `# ${flag}`) }],
  ['a guard that comes', { 'a.sh': script(flag) }, { 'a.sh': script('export IS_SANDBOX=1', flag) }],
];

describe('a change', () => {
  it.each(worse)('is told of %s', async (_, before, after, expected) => {
    const { range, beside } = await reported(before, after);
    const places = (rows: readonly string[]) => rows.map((row) => row.split(' ')[0]);
    expect(places(range.rows)).toEqual(expected);
    expect(places(beside.rows)).toEqual(expected);
  });

  it.each(noWorse)('is not told of %s', async (_, before, after) => {
    const { range, beside } = await reported(before, after);
    expect([range.rows, range.code]).toEqual([[], 0]);
    expect([beside.rows, beside.code]).toEqual([[], 0]);
  });

  it('says what a place has lost', async () => {
    const { range } = await reported(
      { 'a.sh': script('export IS_SANDBOX=1', flag) },
      { 'a.sh': script('export OTHER=1', flag) },
    );
    expect(range.document.occurrences[0].reasons).toContain(
      'the change moves the guard: it was is-sandbox before',
    );
  });

  it('cannot accept what it brings, by a comment or by a file', async () => {
    const comment = await reported(
      { 'a.sh': script('ls') },
      { 'a.sh': script('# yolo-triage:allow it is fine', flag) },
    );
    expect(comment.range.rows).toEqual(['a.sh:3 skip-permissions-flag']);
    expect(comment.beside.rows).toEqual(['a.sh:3 skip-permissions-flag']);
    const file = await reported(
      { 'a.sh': script('ls') },
      { 'a.sh': script(flag), '.yolo-triageignore': '*.sh\n' },
    );
    expect(file.range.rows).toEqual(['a.sh:2 skip-permissions-flag']);
    expect(file.beside.rows).toEqual(['a.sh:2 skip-permissions-flag']);
  });

  it('brings what its base accepts', async () => {
    const { range, beside } = await reported(
      { 'a.sh': script('ls'), '.yolo-triageignore': '*.sh\n' },
      { 'a.sh': script(flag), '.yolo-triageignore': null },
    );
    for (const { rows, document, code } of [range, beside]) {
      expect(rows).toEqual([]);
      expect(document.suppressed).toMatchObject([{ path: 'a.sh', suppressedBy: 'ignore-file' }]);
      expect(code).toBe(0);
    }
  });
});

describe('what is given as a diff', () => {
  const added = (...lines: readonly string[]) =>
    [
      '--- /dev/null',
      '+++ b/a.sh',
      `@@ -0,0 +1,${lines.length} @@`,
      ...lines.map((line) => `+${line}`),
      '',
    ].join('\n');

  it.each([
    ['nothing', '', 0],
    ['blank lines', '\n\n', 0],
    ['a diff', added('#!/bin/sh', 'ls'), 0],
    ['a change of mode alone', 'diff --git a/a.sh b/a.sh\nold mode 100644\nnew mode 100755\n', 0],
    ['a binary', 'diff --git a/a b/a\nindex 1..2 100644\nBinary files a/a and b/a differ\n', 0],
    ['words', 'On branch main\nnothing to commit, working tree clean\n', 2],
    ['an error', "fatal: bad revision 'nope'\n", 2],
    ['a script', script(flag), 2],
    ['half a diff', '--- a/a.sh\n+++ b/a.sh\n@@ -1,9 +1,9 @@\n ls\n', 3],
    [
      'a diff of several parents',
      'diff --cc a.sh\n--- a/a.sh\n+++ b/a.sh\n@@@ -1,1 -1,1 +1,1 @@@\n++ls\n',
      3,
    ],
  ])('is read where it is one: %s', async (_, stdin, code) => {
    const root = treeOf({});
    roots.push(root);
    expect((await scan(['--diff', '-'], { cwd: root, stdin })).code).toBe(code);
  });
});
