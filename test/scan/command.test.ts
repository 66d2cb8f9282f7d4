import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { binaryPropertyList } from '../support/binary-property-list.ts';
import { runCli } from '../support/run-cli.ts';
import { scan, treeOf } from './support.ts';

const flag = 'claude --dangerously-skip-permissions';
const roots: string[] = [];

function tree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = treeOf(files);
  roots.push(root);
  return root;
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

describe('where a scan looks', () => {
  it('finds hidden and ignored files, and leaves them out only when asked', async () => {
    const root = tree({
      '.gitignore': 'dist\n*.log.sh\n',
      '.hidden/run.sh': flag,
      'dist/run.sh': flag,
      'a.log.sh': flag,
      'dist/.gitignore': '!run.sh\n',
      'run.sh': flag,
    });
    const every = await scan([root]);
    expect(every.rows.map((row) => row.split(':')[0])).toEqual([
      '.hidden/run.sh',
      'a.log.sh',
      'dist/run.sh',
      'run.sh',
    ]);
    const some = await scan([root, '--respect-ignore']);
    expect(some.rows.map((row) => row.split(':')[0])).toEqual(['.hidden/run.sh', 'run.sh']);
  });

  it('reads binary property lists as the XML that they stand for', async () => {
    const launched = (...words: readonly string[]) => binaryPropertyList({ ProgramArguments: words });
    const root = tree({
      'a.plist': launched('claude', '--dangerously-skip-permissions', '-p', 'x'),
      'beyond-ascii.plist': launched('/bin/sh', '-c', `${flag} -p 'café'`),
      'copy.plist.bak': launched('/bin/sh', '-c', `echo x; ${flag}`),
      'guarded.plist': binaryPropertyList({
        EnvironmentVariables: { IS_SANDBOX: '1' },
        ProgramArguments: ['claude', '--dangerously-skip-permissions'],
      }),
      'other.plist': launched('/usr/bin/true', '--verbose'),
      'broken.plist': Buffer.concat([launched('true'), Buffer.from('x')]),
    });
    const { rows, document, code } = await scan([root]);
    expect(rows).toEqual([
      'a.plist:8 skip-permissions-flag',
      'beyond-ascii.plist:9 skip-permissions-flag',
      'copy.plist.bak:9 skip-permissions-flag',
      'guarded.plist:13 skip-permissions-flag',
    ]);
    expect(document.occurrences.map(({ guard }: { guard: string }) => guard)).toEqual([
      'none',
      'none',
      'none',
      'is-sandbox',
    ]);
    expect(document.gaps).toEqual([]);
    expect(code).toBe(1);
  });

  it('says of a damaged binary property list that it could not be read', async () => {
    const list = binaryPropertyList({ ProgramArguments: ['claude', '--dangerously-skip-permissions'] });
    const { document, code } = await scan([tree({ 'a.plist': list.subarray(0, -4) })]);
    expect(document.gaps).toEqual([
      expect.objectContaining({ kind: 'malformed', reason: expect.stringContaining('damaged') }),
    ]);
    expect(code).toBe(3);
  });

  it('looks into the hooks of a repository and not into its objects', async () => {
    const root = tree({ '.git/hooks/pre-commit': `#!/bin/sh\n${flag}\n`, '.git/objects/ab/run.sh': flag });
    expect((await scan([root])).rows).toEqual(['.git/hooks/pre-commit:2 skip-permissions-flag']);
  });

  it('takes the current folder and the home by default', async () => {
    const home = tree({
      '.bashrc': `alias yolo='${flag}'\n`,
      '.bash_history': `${flag}\n`,
      '.claude/settings.json': '{"permissions":{"defaultMode":"bypassPermissions"}}',
      'work/run.sh': flag,
      'other/run.sh': flag,
    });
    const { rows, code } = await scan([], { cwd: join(home, 'work'), homeDirectory: home });
    expect(rows).toEqual([
      'run.sh:1 skip-permissions-flag',
      '~/.bash_history:1 skip-permissions-flag',
      '~/.bashrc:1 skip-permissions-flag',
      '~/.claude/settings.json:1 default-mode-setting',
    ]);
    expect(code).toBe(1);
  });

  it('reads a profile that is a link into the home, and records one that leads out', async () => {
    const elsewhere = tree({ zshrc: `alias yolo='${flag}'\n` });
    const home = tree({ 'dotfiles/bashrc': `alias yolo='${flag}'\n`, 'work/a.txt': '' });
    symlinkSync('dotfiles/bashrc', join(home, '.bashrc'));
    symlinkSync(join(elsewhere, 'zshrc'), join(home, '.zshrc'));
    const { rows, document } = await scan([], { cwd: join(home, 'work'), homeDirectory: home });
    expect(rows).toEqual(['~/.bashrc:1 skip-permissions-flag']);
    expect(document.gaps).toMatchObject([{ kind: 'unsupported', evidence: { path: '~/.zshrc' } }]);
  });

  it('tells installed dependencies apart, and does not fail on them', async () => {
    const root = tree({ 'node_modules/a/cli.js': `execSync('${flag}');` });
    const { document, code } = await scan([root]);
    expect(document.occurrences[0]).toMatchObject({ dependency: true, level: 'low' });
    expect(code).toBe(0);
  });

  it('speaks of mentions only when asked', async () => {
    const root = tree({ 'README.md': `Run \`${flag}\`.` });
    const quiet = await scan([root]);
    expect(quiet).toMatchObject({ rows: [], code: 0, document: { mentions: 1 } });
    expect((await scan([root, '--mentions'])).rows).toEqual(['README.md:1 skip-permissions-flag']);
  });

  it('says that there is nothing to look at', async () => {
    expect(await runCli(['scan', '/nonexistent-folder'])).toMatchObject({ code: 2 });
  });
});

describe('places that someone has accepted', () => {
  it('counts a comment with a reason, and lists it', async () => {
    const root = tree({
      'a.sh': `# yolo-triage:allow runs in the throw-away machine\n${flag}\n`,
      'b.sh': `${flag} # yolo-triage:allow\n`,
    });
    const { rows, document } = await scan([root]);
    expect(rows).toEqual(['b.sh:1 skip-permissions-flag']);
    expect(document.suppressed).toMatchObject([
      { path: 'a.sh', suppressedBy: 'comment', justification: 'runs in the throw-away machine' },
    ]);
  });

  it('counts paths and fingerprints of the ignore file', async () => {
    const root = tree({ 'a/run.sh': flag, 'b/run.sh': flag, 'c/run.sh': flag });
    const before = await scan([root]);
    writeFileSync(
      join(root, '.yolo-triageignore'),
      `# known\na/**\n${before.document.occurrences[1].fingerprint} # b\n`,
    );
    const { rows, document } = await scan([root]);
    expect(rows).toEqual(['c/run.sh:1 skip-permissions-flag']);
    expect(document.suppressed.map((row: Record<string, unknown>) => row['justification'])).toEqual([
      '.yolo-triageignore:2',
      '.yolo-triageignore:3',
    ]);
  });

  it('takes a baseline in every format, and it survives moved lines', async () => {
    const root = tree({ 'run.sh': `${flag}\n` });
    for (const format of ['json', 'ndjson', 'sarif']) {
      const { stdout } = await runCli(['scan', root, '--format', format]);
      const baseline = join(root, 'baseline');
      writeFileSync(baseline, stdout);
      writeFileSync(join(root, 'run.sh'), `# moved\n\n${flag}\n${flag} -p new\n`);
      const { rows } = await scan([root, '--baseline', baseline]);
      expect(rows).toEqual(['run.sh:4 skip-permissions-flag']);
      rmSync(baseline);
      writeFileSync(join(root, 'run.sh'), `${flag}\n`);
    }
    expect(await runCli(['scan', root, '--baseline', join(root, 'none')])).toMatchObject({ code: 2 });
  });
});

describe('what a change adds', () => {
  const diff = [
    'diff --git a/run.sh b/run.sh',
    '--- a/run.sh',
    '+++ b/run.sh',
    '@@ -10,3 +10,5 @@',
    ` ${flag}`,
    ' # a comment',
    '+# claude --dangerously-skip-permissions',
    `+IS_SANDBOX=1 ${flag}`,
    '-removed --dangerously-skip-permissions',
    ' echo done',
    '',
  ].join('\n');

  it('reports the added lines of a diff alone, with their numbers on the new side', async () => {
    const { document, rows } = await scan(['--diff', '-'], { stdin: diff, cwd: tree({}) });
    expect(rows).toEqual(['run.sh:13 skip-permissions-flag']);
    expect(document.occurrences[0].guard).toBe('is-sandbox');
  });

  it('takes the whole file where it is the new side', async () => {
    const lines = ['cat > help.txt <<EOF', ...Array(8).fill('text'), flag, '# a comment'];
    const added = ['# claude --dangerously-skip-permissions', `IS_SANDBOX=1 ${flag}`];
    const root = tree({
      'run.sh': [...lines.slice(0, 9), ...lines.slice(9), ...added, 'echo done', 'EOF'].join('\n'),
    });
    expect((await scan(['--diff', '-'], { stdin: diff, cwd: root })).rows).toEqual([]);
  });

  it('reads a range of commits without the configuration of the repository', async () => {
    const root = tree({ 'run.sh': `${flag}\n` });
    const git = (...argv: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...argv], { cwd: root });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'one');
    mkdirSync(join(root, '.github/workflows'), { recursive: true });
    writeFileSync(
      join(root, '.github/workflows/a.yml'),
      `jobs:\n  a:\n    runs-on: self-hosted\n    steps:\n      - run: ${flag}\n`,
    );
    git('checkout', '-qb', 'topic');
    git('add', '.');
    git('commit', '-qm', 'two');
    git('config', 'diff.external', 'touch executed');
    const { rows, code, document } = await scan(['--diff', 'main...topic'], { cwd: root });
    expect(rows).toEqual(['.github/workflows/a.yml:5 skip-permissions-flag']);
    expect(document.occurrences[0].isolation).toBe('self-hosted-runner');
    expect(code).toBe(1);
    expect(await runCli(['scan', '--diff', 'nowhere..main'], { cwd: root })).toMatchObject({ code: 2 });
    expect((await scan([root])).rows.some((row) => row.startsWith('executed'))).toBe(false);
  });
});

describe('bad input', () => {
  it('goes on, tells each as a gap, and ends with code 3', async () => {
    const root = tree({
      'bad-utf8.sh': Buffer.concat([
        Buffer.from('# '),
        Buffer.from([0xff, 0xc3, 0x28]),
        Buffer.from(`\n# ${flag}\n`),
      ]),
      'nul.sh': `cl\0aude --dangerously-skip-permissions\n`.replace('cl\0aude', '# \0claude'),
      'broken.yml': `# ${flag}\na: [\n  b: "c\n`,
      'broken-other.yml': 'run: |\n  aider --yes-always f.py\na: [\n  b: "c\n',
      'broken-nothing.yml': 'run: |\n  make\na: [\n  b: "c\n',
      '.claude/settings.json': '{"permissions": {"allow": [',
      'long.sh': `#!/bin/sh\n${'echo filler\n'.repeat(30_000)}# ${flag}\n${'echo filler\n'.repeat(30_000)}`,
      'huge.sh': '',
    });
    truncateSync(join(root, 'huge.sh'), 64 * 1024 * 1024);
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('/etc/passwd', join(root, 'outside'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const { document, code } = await scan([root]);
    const gaps = document.gaps.map(
      (gap: { kind: string; evidence?: { path: string } }) => `${gap.evidence?.path} ${gap.kind}`,
    );
    expect(gaps.sort()).toEqual([
      '.claude/settings.json malformed',
      'bad-utf8.sh malformed',
      'broken-other.yml malformed',
      'broken.yml malformed',
      'huge.sh truncated',
      'long.sh malformed',
      'loop unreadable',
      'nul.sh malformed',
      'outside unsupported',
      'pipe unsupported',
    ]);
    expect(code).toBe(3);
  });

  it('decodes UTF-16 with a byte order mark', async () => {
    const root = tree({
      'little.ps1': Buffer.from(`\ufeff& ${flag}\r\n`, 'utf16le'),
      'big.ps1': Buffer.from(`\ufeff& ${flag}\r\n`, 'utf16le').swap16(),
    });
    expect((await scan([root])).rows).toEqual([
      'big.ps1:1 skip-permissions-flag',
      'little.ps1:1 skip-permissions-flag',
    ]);
  });

  it('skips binaries by their content', async () => {
    const root = tree({
      tool: Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), Buffer.from(flag)]),
    });
    expect(await scan([root])).toMatchObject({ rows: [], code: 0, document: { binaries: 1 } });
  });

  it('counts the lines of a file that is too large to be examined as a whole', async () => {
    const filler = `${'x'.repeat(99)}\n`.repeat(100_000);
    const root = tree({ 'large.log.sh': `${filler}${flag}\n${filler}` });
    const { rows, code } = await scan([root]);
    expect(rows).toEqual(['large.log.sh:100001 skip-permissions-flag']);
    expect(code).toBe(1);
  });

  it('finds a place in a very long line, and in the middle of a very long script', async () => {
    const filler = 'echo "nothing to see here, move along please"\n'.repeat(4000);
    const root = tree({
      'long.sh': `${filler}${flag}\n${filler}`,
      'line.sh': `${'x'.repeat(2_000_000)}; ${flag}\n`,
    });
    expect((await scan([root])).rows).toContain('long.sh:4001 skip-permissions-flag');
  });
});

describe('two threads', () => {
  it('find what one finds', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `d${index % 50}/f${index}.sh`,
        index % 7 === 0 ? `${flag}\n` : 'ls\n',
      ]),
    );
    const root = tree(files);
    const bundled = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
    const { stdout, status } = spawnSync(process.execPath, [bundled, 'scan', root, '--format', 'json'], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    expect(status).toBe(1);
    const { occurrences, files: searched } = JSON.parse(stdout);
    const one = await scan([root]);
    expect(one.document.occurrences).toEqual(occurrences);
    expect(searched).toBe(3000);
  });
});
