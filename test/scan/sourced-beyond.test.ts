import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { scan, treeOf } from './support.ts';

const flag = 'claude --dangerously-skip-permissions';
const alias = `alias y='${flag}'\n`;
const roots: string[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A copied home `image/home/dana` beside files of whoever examines; `@` stands for the folder that holds both. */
async function copy(
  profile: string,
  options: (at: string) => readonly string[] = () => [],
  others: Readonly<Record<string, string>> = {},
) {
  const at = treeOf({ 'mine/a.sh': alias, 'image/srv/b.sh': alias });
  roots.push(at);
  const home = join(at, 'image/home/dana');
  mkdirSync(join(home, 'parts'), { recursive: true });
  mkdirSync(join(at, 'work'));
  symlinkSync(join(at, 'mine'), join(at, 'image/link'));
  writeFileSync(join(home, '.bashrc'), profile.replaceAll('@', at));
  for (const [name, text] of Object.entries(others)) writeFileSync(join(home, name), text);
  const argv = ['--home', home, ...options(at)];
  const { document, code, rows } = await scan(argv, {
    cwd: join(at, 'work'),
    homeDirectory: join(at, 'mine'),
  });
  const gaps: string[] = document.gaps.map(
    ({ kind, evidence }: { kind: string; evidence: { path: string } }) =>
      `${kind} ${evidence.path.replaceAll(at, '@')}`,
  );
  return { rows, gaps, code };
}

describe('a profile of a copied home that reads a file outside of the evidence', () => {
  it.each([
    ['by its whole path', '. @/mine/a.sh\n', '@/mine/a.sh'],
    ['by a way that climbs', '. ../../../mine/a.sh\n', '@/mine/a.sh'],
    ['by a way that climbs from the home', 'source ~/../../../mine/a.sh\n', '@/mine/a.sh'],
    ['by a glob', 'for f in @/mine/*.sh; do . "$f"; done\n', '@/mine/*.sh'],
    ['that is not there', '[ -f /srv/none.sh ] && . /srv/none.sh\n', '/srv/none.sh'],
    ['below the image, of which no root was given', '. @/image/srv/b.sh\n', '@/image/srv/b.sh'],
  ])('%s: it is not read, and a gap says so', async (_, profile, path) => {
    expect(await copy(profile)).toEqual({ rows: [], gaps: [`missing ${path}`], code: 3 });
  });

  it('is not read by braces that climb either', async () => {
    expect((await copy('for f in ~/{parts,../../../mine}/*.sh; do . "$f"; done\n')).rows).toEqual([]);
  });

  it.each([
    '. /etc/bashrc\n',
    '. /usr/share/bash-completion/bash_completion\n',
    'source /opt/homebrew/etc/profile.d/z.sh\n',
    '. /dev/stdin <<< "x=1"\n',
  ])('is no gap where the file belongs to the system: %s', async (profile) => {
    expect(await copy(profile)).toEqual({ rows: [], gaps: [], code: 0 });
  });
});

describe('a profile that reads a file which belongs to the evidence', () => {
  it('is followed below the root of an image', async () => {
    const { rows, gaps } = await copy('. /srv/b.sh\n', (at) => ['--root', join(at, 'image')]);
    expect({ rows, gaps }).toEqual({ rows: ['/srv/b.sh:1 skip-permissions-flag'], gaps: [] });
  });

  it('is not followed through a link out of the image', async () => {
    const { rows, gaps } = await copy('. /link/a.sh\n', (at) => ['--root', join(at, 'image')]);
    expect({ rows, gaps }).toEqual({ rows: [], gaps: ['missing /link/a.sh'] });
  });

  it.each([
    ['.claude.json', JSON.stringify({ tip: 'Use this: (. /srv/cost) or { source /status/n- }' })],
    ['.bash_history', 'source /srv/once.sh\n'],
    ['.zsh_history', ': 1760000000:0;. /srv/once.sh\n'],
  ])('is told of no words in %s, which no shell runs', async (name, text) => {
    expect(await copy('', () => [], { [name]: text })).toEqual({ rows: [], gaps: [], code: 0 });
  });
});
