import { appendFileSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../support/one-seed.ts';
import { keepAsTables, writeStack } from '../support/reftable/keep-as-tables.mjs';
import type { writeTable } from '../support/reftable/write-table.mjs';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

let incident: Incident;
const inGit = (path: string) => join(incident.repository, '.git', path);

beforeEach(() => {
  incident = new Incident();
  incident.commit('a.txt', 'one\n');
});
afterEach(() => incident.remove());

async function document(command: 'git' | 'rollback', home = incident.home) {
  const { code, stdout } = await runCli([command, '--home', home, '--format', 'json']);
  return { code, ...JSON.parse(stdout) };
}

/** What a run says, without where in the repository it stands. */
async function said(command: 'git' | 'rollback', home?: string): Promise<unknown> {
  const text = JSON.stringify(await document(command, home), (key, value) =>
    key === 'evidence' ? undefined : value,
  );
  return JSON.parse(text.replaceAll(/(reflogs\.tar' )?'?logs'?"/g, '$1reftable"'));
}

const forms = {
  'as git writes it': {},
  'in small blocks, each name whole': { blockSize: 256, restartEvery: 1 },
  'unaligned, without a name that is whole but the first': {
    blockSize: 300,
    restartEvery: 10_000,
    isAligned: false,
  },
  'with blocks of objects': { blockSize: 256, hasObjects: true },
  'in one large block': { blockSize: 65_536 },
  'in the second version': { version: 2, blockSize: 512 },
};

const incidents: Record<string, () => void> = {
  'a reset over a commit': () => incident.agent('git reset --hard HEAD~1'),
  'a branch that was deleted': () => {
    incident.git('branch', 'topic', 'HEAD~1');
    incident.agent('git branch -D topic');
  },
  'a stash that was dropped': () => {
    incident.write('a.txt', 'two\n');
    incident.git('stash', 'push', '--quiet');
    incident.agent('git stash drop');
  },
  'a stash that is left': () => {
    incident.write('a.txt', 'two\n');
    incident.agent('git stash push');
  },
  'a tag that was moved': () => {
    incident.git('tag', '-a', '-m', 'first', 'v1', 'HEAD~1');
    incident.agent('git tag -f v1');
  },
  'a HEAD that was detached': () => incident.agent('git checkout --detach HEAD~1'),
  'a commit by the agent': () =>
    incident.agent('echo n > n.txt && git add n.txt && git commit -m "Add n" && git branch more'),
  'a cherry-pick that waits': () => {
    incident.git('checkout', '--quiet', '-b', 'topic', 'HEAD~1');
    incident.commit('a.txt', 'other\n');
    incident.git('checkout', '--quiet', 'main');
    incident.agent('git cherry-pick topic');
  },
  'a linked working tree': () => {
    incident.git('worktree', 'add', '--quiet', join(incident.repository, '.linked'));
    incident.agent('cd .linked && git commit --allow-empty -m "Beside" && git reset --hard HEAD~1');
  },
};

describe('a repository that keeps its refs as tables', () => {
  for (const [name, happen] of Object.entries(incidents)) {
    it(`says what it says with refs as files: ${name}`, async () => {
      happen();
      const files = [await said('git'), await said('rollback')];
      keepAsTables(inGit(''));
      expect([await said('git'), await said('rollback')]).toEqual(files);
    });
  }

  for (const [name, form] of Object.entries(forms)) {
    it(`is read ${name}`, async () => {
      for (let index = 0; index < 40; index += 1) incident.git('branch', `topic/number-${index}`);
      incident.agent('git branch -D topic/number-7 && git reset --hard HEAD~1');
      const files = [await said('git'), await said('rollback')];
      keepAsTables(inGit(''), form);
      expect([await said('git'), await said('rollback')]).toEqual(files);
    });
  }

  it('is read with ids of SHA-256', async () => {
    rmSync(inGit(''), { recursive: true });
    incident.git('init', '--quiet', '--initial-branch=main', '--object-format=sha256');
    incident.commit('a.txt', 'one\n');
    incident.commit('a.txt', 'two\n');
    incident.agent('git reset --hard HEAD~1');
    const files = await said('rollback');
    keepAsTables(inGit(''));
    expect(await said('rollback')).toEqual(files);
  });

  it('is known without its configuration', async () => {
    incident.agent('git reset --hard HEAD~1');
    rmSync(inGit('config'));
    const files = await said('rollback');
    writeFileSync(inGit('config'), '');
    keepAsTables(inGit(''));
    rmSync(inGit('config'));
    expect(await said('rollback')).toEqual(files);
  });

  it('is collected, and the bag says the same', async () => {
    incident.agent('git branch topic && git reset --hard HEAD~1');
    keepAsTables(inGit(''));
    const bag = join(incident.directory, 'bag');
    await runCli(['collect', bag, '--home', incident.home, '--repo', incident.repository]);
    const { gaps, repositories } = await document('git', bag);
    expect(gaps).toEqual([]);
    expect(repositories[0].head).toEqual((await document('git')).repositories[0].head);
    expect(repositories[0].moves).toBe((await document('git')).repositories[0].moves);
  });
});

describe('tables', () => {
  const sha = 'a'.repeat(40);
  const main = (id: string) => ({ name: 'refs/heads/main', sha: id });
  const stack = (tables: Parameters<typeof writeTable>[0][]) => {
    keepAsTables(inGit(''));
    rmSync(inGit('reftable'), { recursive: true });
    const head = { refs: [{ name: 'HEAD', target: 'refs/heads/main' }] };
    writeStack(inGit('reftable'), [head, ...tables], {});
  };

  it('are told by the newest of them', async () => {
    incident.agent('git status');
    const kept = incident.head();
    const gone = 'refs/heads/gone';
    stack([
      { refs: [main(sha), { name: gone, sha }] },
      {
        refs: [
          { name: gone, updateIndex: 2 },
          { ...main(kept), updateIndex: 2 },
        ],
      },
    ]);
    const { gaps, repositories } = await document('git');
    expect(gaps).toEqual([]);
    expect(repositories[0].head).toEqual({ ref: 'refs/heads/main', sha: kept });
  });

  it('may be without any record, or have reflogs only', async () => {
    incident.agent('git status');
    const by = { name: 'D', email: 'd@e', seconds: 1, message: 'commit: m' };
    const update = { previousSha: '0'.repeat(40), sha: incident.head(), ...by };
    stack([{}, { logs: [{ name: 'HEAD', updateIndex: 3, update }] }]);
    expect(await document('git')).toMatchObject({ gaps: [], repositories: [{ moves: 1 }] });
  });

  it('do not make names that git does not make into refs', async () => {
    incident.agent('git status');
    stack([{ refs: [{ name: 'refs/heads/a b', sha }, { name: '../x', sha }, main(incident.head())] }]);
    expect((await document('git')).gaps).toEqual([]);
  });
});

describe('damage in tables', () => {
  const table = () => inGit('reftable/0x000000000002-0x000000000002-0badcafe.ref');
  const list = () => inGit('reftable/tables.list');
  const change = (alter: (bytes: Buffer) => Buffer) => writeFileSync(table(), alter(readFileSync(table())));
  /** The same with a checksum that is right. */
  const forge = (at: number, bytes: readonly number[]) =>
    change((whole) => {
      whole.set(bytes, at);
      if (at < 24) whole.set(bytes, whole.length - 68 + at);
      whole.writeUInt32BE(crc32(whole.subarray(whole.length - 68, -4)), whole.length - 4);
      return whole;
    });

  beforeEach(() => {
    for (let index = 0; index < 20; index += 1) incident.git('branch', `topic/number-${index}`);
    incident.agent('git reset --hard HEAD~1');
    keepAsTables(inGit(''), { blockSize: 512 });
  });

  const damages: Record<string, [() => void, RegExp]> = {
    'a table that is cut': [() => change((bytes) => bytes.subarray(0, 700)), /checksum is wrong/],
    'a table that is hardly there': [() => writeFileSync(table(), 'REFT\x01'), /no table of a version/],
    'a table that is empty': [() => writeFileSync(table(), ''), /no table of a version/],
    'a checksum that is wrong': [
      () => change((bytes) => bytes.fill(7, bytes.length - 4)),
      /checksum is wrong/,
    ],
    'a version that nobody knows': [() => forge(4, [9]), /no table of a version/],
    'a block that is longer than the file': [() => forge(25, [255, 255, 255]), /out of the file/],
    'a block without length': [() => forge(25, [0, 0, 0]), /shorter than its head/],
    'a name that begins with what was not there': [() => forge(28, [9]), /longer than those of git/],
    'a reference of a kind that nobody knows': [() => forge(29, [4 * 8 + 7]), /a kind that is not known/],
    'a table that is not there': [() => rmSync(table()), /listed and not there/],
    'a link in its place': [
      () => {
        rmSync(table());
        symlinkSync(inGit('config'), table());
      },
      /not a regular file/,
    ],
    'a list that is not there': [() => rmSync(list()), /list of the tables of refs could not be read/],
    'a list that leads elsewhere': [
      () => appendFileSync(list(), '../../../etc/passwd\n'),
      /lines that git does not write/,
    ],
    'a list that names a table twice': [
      () => appendFileSync(list(), readFileSync(list())),
      /lines that git does not write/,
    ],
    'no folder of tables': [() => rmSync(inGit('reftable'), { recursive: true }), /could not be read/],
    'reflogs that are no zlib': [() => change((bytes) => forgedLog(bytes)), /cannot be inflated/],
  };

  for (const [name, [damage, reason]] of Object.entries(damages)) {
    it(`is a gap: ${name}`, async () => {
      damage();
      const { code, gaps } = await document('git');
      expect(code).toBe(3);
      expect(gaps.map((gap: { reason: string }) => gap.reason)).toContainEqual(expect.stringMatching(reason));
    });
  }

  it('is a gap wherever it lies, never an error', async () => {
    const whole = readFileSync(table());
    const place = fc.record({
      at: fc.nat(whole.length - 73),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(place, async ({ at, bytes }) => {
        writeFileSync(table(), whole);
        forge(at, [...bytes]);
        expect([0, 1, 3]).toContain((await document('rollback')).code);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

/** Spoils the first block of reflogs, where the footer says that it is. */
function forgedLog(bytes: Buffer): Buffer {
  const at = Number(bytes.readBigUInt64BE(bytes.length - 68 + 24 + 3 * 8));
  return bytes.fill(0, at + 4, at + 12);
}
