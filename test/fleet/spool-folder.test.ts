import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evidenceImage } from '../support/evidence-home.ts';
import { scratch, spooled } from './spooled.ts';

describe('where a spool may lie', () => {
  it.each([
    ['below the home', (home: string) => join(home, 'spool')],
    ['as the home itself', (home: string) => home],
    ['below the image', (home: string) => join(home, '../../var/spool')],
  ])('not %s', async (_, place) => {
    const { root, home } = evidenceImage({});
    const before = readdirSync(root, { recursive: true });
    const { code, stderr } = await spooled(['sessions', '--home', home, '--root', root], place(home));
    expect([code, stderr]).toEqual([2, expect.stringContaining('lies in the evidence')]);
    expect(readdirSync(root, { recursive: true })).toEqual(before);
  });

  it('not behind a link into the evidence, nor its state', async () => {
    const { root, home } = evidenceImage({});
    const outside = scratch();
    symlinkSync(home, join(outside, 'link'));
    const argv = ['sessions', '--home', home, '--root', root];
    const linked = await spooled(argv, join(outside, 'link', 'spool'));
    expect([linked.code, linked.stderr]).toEqual([2, expect.stringContaining('lies in the evidence')]);
    const state = await spooled([...argv, '--state', join(home, 'state')], join(outside, 'spool'));
    expect([state.code, state.stderr]).toEqual([2, expect.stringContaining('lies in the evidence')]);
    symlinkSync(join(home, 'planted'), join(outside, 'state.part'));
    const planted = await spooled([...argv, '--state', join(outside, 'state')], join(outside, 'spool'));
    expect([planted.code, planted.stderr]).toEqual([2, expect.stringContaining('cannot write')]);
    expect(readdirSync(home).sort()).toEqual(['.claude', '.claude.json']);
  });

  it('not in the home of another run of the same command', async () => {
    const [first, second] = [evidenceImage({}), evidenceImage({})];
    const argv = ['assess', '--home', first.home, '--home', second.home];
    const { code, stderr } = await spooled(argv, join(second.home, 'spool'));
    expect([code, stderr]).toEqual([2, expect.stringContaining('lies in the evidence')]);
    expect(readdirSync(second.home).sort()).toEqual(['.claude', '.claude.json']);
  });

  it('not in a repository, not with a link for a stream, not below what is scanned', async () => {
    const { root, home } = evidenceImage({});
    const outside = scratch();
    mkdirSync(join(outside, 'work/.git'), { recursive: true });
    const argv = ['sessions', '--home', home, '--root', root];
    expect((await spooled(argv, join(outside, 'work/spool'))).stderr).toContain('lies in a repository');
    mkdirSync(join(outside, 'spool'));
    symlinkSync(home, join(outside, 'spool/calls'));
    expect((await spooled(argv, join(outside, 'spool'))).stderr).toContain('is a link');
    expect((await spooled(['scan', outside, '--home', home], join(outside, 'scanned'))).stderr).toContain(
      'lies in the evidence',
    );
    expect(readdirSync(home).sort()).toEqual(['.claude', '.claude.json']);
  });
});

describe('what a killed run leaves', () => {
  it('is published by the next run without its torn line; what may be alive or is no file of ours stays', async () => {
    const { root, home } = evidenceImage({});
    const spool = scratch();
    const open = (name: string) => join(spool, 'calls', `${name}.ndjson.open`);
    const outside = join(scratch(), 'evidence');
    mkdirSync(join(spool, 'calls'));
    for (const name of ['dead', 'alive', 'nothing']) {
      writeFileSync(open(name), name === 'nothing' ? '{"torn' : '{"a":1}\n{"b":2}\n{"torn');
    }
    writeFileSync(outside, 'one\ntorn');
    linkSync(outside, open('hard'));
    symlinkSync(outside, open('soft'));
    const now = '2026-11-20T16:00:00.000Z';
    const old = new Date('2026-11-20T15:00:00.000Z');
    for (const name of ['dead', 'nothing', 'hard']) utimesSync(open(name), old, old);
    utimesSync(open('alive'), new Date(now), new Date('2026-11-20T15:59:00.000Z'));
    expect((await spooled(['sessions', '--home', home, '--root', root], spool, { now })).code).toBe(0);
    expect(readFileSync(join(spool, 'calls/dead.ndjson'), 'utf8')).toBe('{"a":1}\n{"b":2}\n');
    expect(
      readdirSync(join(spool, 'calls'))
        .filter((name) => name.endsWith('.open'))
        .sort(),
    ).toEqual(['alive', 'hard', 'soft'].map((name) => `${name}.ndjson.open`));
    expect(readFileSync(outside, 'utf8')).toBe('one\ntorn');
  });
});
