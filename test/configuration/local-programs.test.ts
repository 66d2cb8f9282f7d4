import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

interface Entry {
  readonly command: string;
  readonly args?: readonly string[];
  readonly cwd?: string;
}

const elf = '\u007fELF of somebody';
const script = 'print("hello")\n';

async function findingsOf(entry: Entry, files: ImageFiles, committed: readonly string[] = []) {
  const { root, home } = evidenceImage({
    'home/dana/.claude.json': JSON.stringify({ mcpServers: { helper: entry } }),
    'usr/bin/env': '',
    ...files,
  });
  if (committed.length > 0) {
    const git = (...argv: readonly string[]) =>
      execFileSync('git', ['-C', join(root, 'home/dana/shop'), ...argv], { stdio: 'pipe' });
    git('init', '-q');
    git('add', ...committed);
    git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'one');
  }
  const run = async (format: string) =>
    (await runCli(['mcp', '--home', home, '--root', root, '--format', format])).stdout;
  const { findings } = JSON.parse(await run('json')) as {
    readonly findings: readonly { readonly queryId: string; readonly level: string }[];
  };
  const unknown = findings.filter(({ queryId }) => queryId === 'mcp_local_program_unknown');
  return { unknown, table: unknown.length > 0 ? await run('table') : '' };
}

describe('a server on a local program that nobody vouches for is a finding, with what to look up', () => {
  it.each<[string, Entry, ImageFiles, string]>([
    [
      'a compiled program of the home',
      { command: '/home/dana/tools/helper' },
      { 'home/dana/tools/helper': elf },
      elf,
    ],
    [
      'a script with its interpreter',
      { command: 'python3', args: ['/home/dana/mcp/server.py'] },
      { 'home/dana/mcp/server.py': script },
      script,
    ],
    [
      'a script behind a wrapper',
      { command: 'env', args: ['A=1', 'node', '/srv/helper/index.js'] },
      { 'srv/helper/index.js': script },
      script,
    ],
    [
      'a file in a folder of the agent',
      { command: '/home/dana/.claude/helper' },
      { 'home/dana/.claude/helper': elf },
      elf,
    ],
  ])('%s', async (_what, entry, files, content) => {
    const { unknown, table } = await findingsOf(entry, files);
    expect(unknown).toMatchObject([{ level: 'high' }]);
    const digest = createHash('sha256').update(content).digest('hex');
    expect(table.replaceAll(/[\s│]/g, '')).toContain('owner');
    expect(table).toContain('mode 644');
    expect(table.replaceAll(/[^\da-f]/g, '')).toContain(digest.slice(0, 8));
  });
});

describe('no such finding is', () => {
  it.each<[string, Entry, ImageFiles]>([
    ['npx', { command: 'npx', args: ['-y', 'notes-mcp@1.2.3'] }, {}],
    ['uvx', { command: 'uvx', args: ['notes-mcp'] }, {}],
    ['docker', { command: 'docker', args: ['run', '-i', '--rm', 'mcp/notes'] }, {}],
    ['a program of the system', { command: '/usr/bin/notes' }, { 'usr/bin/notes': elf }],
    [
      'what a package manager filled',
      { command: 'node', args: ['/home/dana/x/node_modules/notes/index.js'] },
      { 'home/dana/x/node_modules/notes/index.js': script },
    ],
    [
      'a tool that cargo built',
      { command: '/home/dana/.cargo/bin/notes' },
      { 'home/dana/.cargo/bin/notes': elf },
    ],
    [
      'a module of a virtual environment',
      { command: '/home/dana/x/.venv/bin/python', args: ['-m', 'notes'] },
      { 'home/dana/x/.venv/bin/python': elf },
    ],
    [
      'the program of a vendor',
      { command: '/Applications/Notes.app/Contents/MacOS/mcp' },
      { 'Applications/Notes.app/Contents/MacOS/mcp': elf },
    ],
    ['a program that is not there', { command: '/home/dana/tools/helper' }, { 'home/dana/tools/other': elf }],
  ])('%s', async (_what, entry, files) => {
    expect((await findingsOf(entry, files)).unknown).toEqual([]);
  });

  it('a script that its repository holds', async () => {
    const entry = { command: 'python3', args: ['/home/dana/shop/mcp/server.py'] };
    const files = { 'home/dana/shop/mcp/server.py': script };
    expect((await findingsOf(entry, files, ['mcp/server.py'])).unknown).toEqual([]);
  });
});
