import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lines, prompt, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage, type ImageFiles } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const server = (name: string) => `{"mcpServers":{"${name}":{"command":"/usr/bin/${name}"}}}`;
const session = (cwd: string) =>
  lines(prompt(0, 'go', { cwd }), toolUse(1, 'toolu_1', { command: 'ls' }, { cwd }));
const worked = (cwd: string, files: ImageFiles): ImageFiles => ({
  'home/dana/.claude/projects/p/s.jsonl': session(cwd),
  [`${cwd.slice(1)}/README`]: '',
  ...files,
});

async function serversOf(files: ImageFiles, ...more: string[]) {
  const { root, home } = evidenceImage(files);
  const options = ['--root', root, '--home', home, '--format', 'json', ...more];
  const document = JSON.parse((await runCli(['mcp', ...options])).stdout);
  return document.servers as { name: string; scope: string; project: string; path: string }[];
}

describe('servers that a project takes from elsewhere', () => {
  it('stand in the home', async () => {
    const found = await serversOf(worked('/home/dana/work/shop', { 'home/dana/.mcp.json': server('above') }));
    expect(found).toMatchObject([
      { name: 'above', scope: 'project', project: '/home/dana', path: '.mcp.json' },
    ]);
  });

  it('stand in a folder between, above a repository', async () => {
    const files = {
      'home/dana/work/.mcp.json': server('between'),
      'home/dana/work/shop/.git/HEAD': 'ref: x',
    };
    expect(await serversOf(worked('/home/dana/work/shop', files))).toMatchObject([
      { name: 'between', project: '/home/dana/work' },
    ]);
  });

  it('stand above a project outside of the home', async () => {
    expect(await serversOf(worked('/srv/shop', { 'srv/.mcp.json': server('above') }))).toMatchObject([
      { name: 'above', project: '/srv' },
    ]);
  });

  it.each([
    ['absolute', 'gitdir: /home/dana/main/.git/worktrees/fix\n'],
    ['relative', 'gitdir: ../main/.git/worktrees/fix\n'],
  ])('stand in the main checkout of a linked working tree, its pointer %s', async (_form, pointer) => {
    const files = {
      'home/dana/fix/.git': pointer,
      'home/dana/main/.git/worktrees/fix/HEAD': 'ref: x',
      'home/dana/main/.mcp.json': server('main'),
    };
    expect(await serversOf(worked('/home/dana/fix', files))).toMatchObject([
      { name: 'main', project: '/home/dana/main' },
    ]);
  });

  it('come once, however many projects take them', async () => {
    const files = worked('/home/dana', {
      'home/dana/.mcp.json': server('own'),
      'home/dana/a/.git/HEAD': 'x',
    });
    const { 'home/dana/.claude.json': _none, ...others } = files;
    const state = '{"projects":{"/home/dana/a":{},"/home/dana/b":{}}}';
    expect(await serversOf({ ...others, 'home/dana/.claude.json': state })).toHaveLength(1);
  });
});

describe('what no project takes', () => {
  it.each([
    ['a sibling of the project', 'home/dana/work/other/.mcp.json'],
    ['the home of another user', 'home/kim/.mcp.json'],
    ['another name', 'home/dana/mcp.json'],
  ])('%s', async (_name, path) => {
    expect(await serversOf(worked('/home/dana/work/shop', { [path]: server('other') }))).toEqual([]);
  });

  it('a pointer to a folder outside of a copied home', async () => {
    const other = evidenceImage({ 'main/.mcp.json': server('other') }).root;
    const { home } = evidenceImage(
      worked('/home/dana/fix', {
        'home/dana/fix/.git': `gitdir: ${join(other, 'main')}/.git/worktrees/fix\n`,
      }),
    );
    const { stdout } = await runCli(['mcp', '--home', home, '--format', 'json']);
    expect(JSON.parse(stdout).servers).toEqual([]);
  });
});
