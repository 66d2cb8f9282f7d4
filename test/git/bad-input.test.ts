import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPrintedGitFacts } from '../../src/events/git/printed-git-fact.ts';
import { parseIndex } from '../../src/evidence/git/index-file.ts';
import { parseReflogLine } from '../../src/evidence/git/reflog-entry.ts';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

let incident: Incident;
beforeEach(() => {
  incident = new Incident();
});
afterEach(() => incident.remove());
afterAll(removeTemplate);

interface Outcome {
  readonly code: number;
  readonly stderr: string;
  readonly moves: number;
  readonly plan: { readonly steps: readonly unknown[]; readonly unknown: readonly string[] };
}

async function examine(...more: readonly string[]): Promise<Outcome> {
  const git = await runCli(['git', '--format', 'ndjson', ...more], { homeDirectory: incident.home });
  const rollback = await runCli(['rollback', '--format', 'json', ...more], { homeDirectory: incident.home });
  return {
    code: Math.max(git.code, rollback.code),
    stderr: git.stderr + rollback.stderr,
    moves: git.stdout.split('\n').length - 1,
    plan: JSON.parse(rollback.stdout),
  };
}

function gitFile(name: string): string {
  return join(incident.repository, '.git', name);
}

function looseObject(sha: string): string {
  return gitFile(join('objects', sha.slice(0, 2), sha.slice(2)));
}

describe('bad input is a gap, and the rest is read', () => {
  it('a reflog with a torn last line', async () => {
    incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1');
    appendFileSync(gitFile('logs/HEAD'), '0123456789abcdef');
    const { code, stderr, moves, plan } = await examine();
    expect(code).toBe(3);
    expect(stderr).toContain('the last line of the reflog is torn');
    expect(moves).toBeGreaterThanOrEqual(6);
    expect(plan.steps).toHaveLength(2);
  });

  it('a reflog with lines that git does not write', async () => {
    incident.agent('git commit --allow-empty -m One');
    const log = readFileSync(gitFile('logs/HEAD'), 'utf8');
    writeFileSync(gitFile('logs/HEAD'), `not a line\n${'x'.repeat(100_000)}\n${log}`);
    const { code, stderr, moves } = await examine();
    expect(code).toBe(3);
    expect(stderr).toContain('a line of the reflog is not one that git writes');
    expect(moves).toBe(4);
  });

  it('no reflogs at all', async () => {
    incident.agent('git commit --allow-empty -m One');
    rmSync(gitFile('logs'), { recursive: true });
    const { code, moves, plan } = await examine();
    expect(code).toBe(0);
    expect(moves).toBe(2);
    expect(plan.unknown.join()).toContain('keeps no reflog');
  });

  it('a corrupt commit in the history', async () => {
    incident.commit('a.txt', 'one\n');
    const broken = incident.head();
    incident.commit('b.txt', 'two\n');
    incident.agent('git reset --hard HEAD~2; git commit --allow-empty -m One');
    chmodSync(looseObject(broken), 0o644);
    writeFileSync(looseObject(broken), 'junk');
    const { code, stderr, moves } = await examine();
    expect(code).toBe(3);
    expect(stderr).toMatch(/git could not read/);
    expect(moves).toBeGreaterThanOrEqual(8);
  });

  it('a branch that names a missing commit', async () => {
    incident.agent('git commit --allow-empty -m One');
    writeFileSync(gitFile('refs/heads/ghost'), `${'12'.repeat(20)}\n`);
    const { code, stderr, moves } = await examine();
    expect(code).toBe(3);
    expect(stderr).toContain('1 refs name objects that are missing or corrupt');
    expect(moves).toBe(4);
  });

  it('a corrupt index', async () => {
    incident.commit('a.txt', 'one\n');
    incident.agent('git reset --hard HEAD~1');
    writeFileSync(gitFile('index'), 'junk');
    const { plan } = await examine();
    expect(plan.unknown.join()).toContain('the working tree besides its commit could not be read');
  });

  it('HEAD that names nothing', async () => {
    incident.agent('git commit --allow-empty -m One');
    writeFileSync(gitFile('HEAD'), '\u0000\u0001');
    const { code, stderr } = await examine();
    expect(code).toBe(3);
    expect(stderr).toContain('HEAD names neither a branch nor a commit');
  });

  it('a repository of which only the shell is left', async () => {
    incident.agent('git commit --allow-empty -m One');
    for (const name of readdirSync(gitFile('.'))) rmSync(gitFile(name), { recursive: true });
    const { code, stderr } = await examine();
    expect(code).toBe(3);
    expect(stderr).toContain('HEAD or objects are missing');
  });

  it('an empty repository', async () => {
    mkdirSync(join(incident.directory, 'new'));
    incident.git('init', '--quiet', join(incident.directory, 'new'));
    const { code } = await examine('--since', '2000-01-01', join(incident.directory, 'new'));
    expect(code).toBe(3);
  });

  it.runIf(process.getuid?.() === 0)('a repository that belongs to somebody else', async () => {
    incident.agent('git commit --allow-empty -m One');
    for (const name of readdirSync(incident.repository, { recursive: true, encoding: 'utf8' })) {
      chownSync(join(incident.repository, name), 12_345, 12_345);
    }
    chownSync(incident.repository, 12_345, 12_345);
    expect(incident.git('status')).toBe('');
    const { code, moves } = await examine();
    expect({ code, moves }).toEqual({ code: 0, moves: 4 });
  });

  it('a clock that ran ahead: a commit dated after the session is not taken for its own', async () => {
    incident.record('Bash', { command: 'git log --oneline' }, { text: 'nothing' });
    const later = incident.commit('a.txt', 'one\n');
    const { stdout } = await runCli(['git', '--home', incident.home, '--format', 'ndjson']);
    const rows = stdout.split('\n').filter((line) => line.includes(later));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(JSON.parse(row).attribution).toBe('none');
  });

  it('times that no calendar holds', async () => {
    incident.agent('GIT_COMMITTER_DATE="99999999999 +0000" git commit --allow-empty -m One');
    const { code } = await examine();
    expect([0, 3]).toContain(code);
  });
});

describe('parsers of hostile bytes', () => {
  it('read an index of any bytes without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(2, 3, 4), (bytes, version) => {
        const head = Buffer.from([0x44, 0x49, 0x52, 0x43, 0, 0, 0, version, 0, 0, 1, 0]);
        expect(parseIndex(Buffer.concat([head, bytes]), 20).length).toBeLessThanOrEqual(256);
      }),
    );
  });

  it('read a reflog line of any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseReflogLine(text)).toBeUndefined();
      }),
    );
  });

  it.each([
    ['a bracket that never closes', '['.repeat(200_000)],
    ['many blanks', `[main ${' '.repeat(200_000)}`],
    ['many ids', 'abcdef0 '.repeat(100_000)],
    ['escape sequences', '\u001b['.repeat(100_000)],
  ])('take no long time over %s', (_what, text) => {
    const startedAt = performance.now();
    readPrintedGitFacts(text);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
