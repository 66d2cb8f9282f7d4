import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSeenRows } from '../../src/fleet/hunts/seen-rows.ts';
import { runCli } from '../support/run-cli.ts';
import { lines, type Row, row, writeSpool } from './spool.ts';
import { scratch } from './spooled.ts';

const finding = (eventId: string, given: Row = {}) =>
  row('findings', { eventId, queryId: 'q', title: 'Sent', level: 'critical', subject: eventId, ...given });
const runRow = row('runs', { eventId: 'run', runId: '20261101T120000000Z-aaaa', command: 'report' });

/** A database with these findings, and hunts asked in it. */
async function fleet(...findings: readonly Row[]) {
  const folder = scratch();
  const database = join(folder, 'fleet.duckdb');
  const state = join(folder, 'alerts.state');
  let files = 0;
  const load = async (...given: readonly Row[]) => {
    files += 1;
    writeSpool(join(folder, 'spool'), 'findings', lines(given), `${files}.ndjson`);
    const { code, stderr } = await runCli(['fleet', 'load', join(folder, 'spool'), '--database', database]);
    expect(code, stderr).toBe(0);
  };
  writeSpool(join(folder, 'spool'), 'runs', lines([{ ...runRow, collectedAt: '2026-11-01T12:00:00.000Z' }]));
  await load(...findings);
  const hunt = (argv: readonly string[], now?: string) =>
    runCli(['fleet', 'hunt', ...argv, '--database', database, '--new-since', state, '--fail-on', 'high'], {
      cwd: folder,
      ...(now !== undefined && { now }),
    });
  const subjects = async (...argv: readonly string[]) => {
    const { code, stdout } = await hunt([...argv, '--format', 'ndjson']);
    const told = stdout.split('\n').filter(Boolean);
    return { code, subjects: told.map((line) => (JSON.parse(line) as Row)['subject']) };
  };
  return { folder, state, load, hunt, subjects };
}

describe('--new-since', { timeout: 30_000 }, () => {
  it('tells each row once, and what is new or has changed', async () => {
    const { load, subjects, state } = await fleet(finding('a'), finding('b'));
    expect(await subjects('critical_finding')).toEqual({ code: 1, subjects: ['a', 'b'] });
    expect(statSync(state).mode & 0o777).toBe(0o600);
    const before = readFileSync(state, 'utf8');
    expect(await subjects('critical_finding')).toEqual({ code: 0, subjects: [] });
    expect(readFileSync(state, 'utf8')).toBe(before);
    await load(finding('c'), finding('a', { subject: 'a again', collectedAt: '2026-11-20T13:00:00.000Z' }));
    expect(await subjects('critical_finding')).toEqual({ code: 1, subjects: ['a again', 'c'] });
    expect(await subjects('critical_finding')).toEqual({ code: 0, subjects: [] });
  });

  it('tells a row of each hunt that has it', async () => {
    const { folder, subjects } = await fleet(finding('a'));
    writeFileSync(join(folder, 'other.sql'), 'SELECT subject FROM findings');
    expect((await subjects('other.sql')).subjects).toEqual(['a']);
    writeFileSync(join(folder, 'another.sql'), 'SELECT subject FROM findings');
    expect((await subjects('other.sql', 'another.sql')).subjects).toEqual(['a']);
  });

  it('does not tell a row again because the clock went on', async () => {
    const { hunt } = await fleet(finding('a'));
    const silent = async (now: string) => (await hunt(['host_silent', '--format', 'ndjson'], now)).stdout;
    expect(await silent('2026-11-20T16:00:00.000Z')).toContain('"daysSilent":19');
    expect(await silent('2026-11-22T16:00:00.000Z')).toBe('');
  });

  it('counts and shows in a table only what is new', async () => {
    const { load, hunt } = await fleet(finding('a'));
    await hunt(['critical_finding']);
    await load(finding('b'));
    const { stdout } = await hunt(['critical_finding']);
    expect(stdout).toContain('1 row, level critical');
    expect((await hunt(['critical_finding'])).stdout).toContain('No rows.');
  });

  it('in a table, what is beyond its end stays new', async () => {
    const { folder, hunt } = await fleet(finding('a'));
    writeFileSync(join(folder, 'many.sql'), 'SELECT range AS subject FROM range(1500)');
    const rows = async () => JSON.parse((await hunt(['many.sql', '--format', 'json'])).stdout).hunts[0].rows;
    expect(await rows()).toHaveLength(1000);
    expect(await rows()).toHaveLength(500);
  });

  it('a row that nobody got is told again', async () => {
    const { folder, hunt, state, subjects } = await fleet(finding('a'));
    const failed = await hunt(['critical_finding', '--format', 'ndjson', '--output', 'missing/rows.ndjson']);
    expect(failed.code).toBe(2);
    expect(existsSync(state)).toBe(false);
    writeFileSync(join(folder, 'bad.sql'), 'SELECT nothing FROM nowhere');
    expect((await hunt(['critical_finding', 'bad.sql', '--format', 'ndjson'])).code).toBe(2);
    expect(existsSync(state)).toBe(false);
    expect((await subjects('critical_finding')).subjects).toEqual(['a']);
  });

  it.each([
    ['no hunt', []],
    ['a format of statements', ['critical_finding', '--format', 'sql']],
  ])('%s tells no row, so none is told', async (_, argv) => {
    const { hunt, state } = await fleet(finding('a'));
    expect(await hunt(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining('no hunt is asked') });
    expect(existsSync(state)).toBe(false);
  });
});

describe('a state that is none', () => {
  const broken: readonly (readonly [string, (text: string) => string])[] = [
    ['empty', () => ''],
    ['torn', (text) => text.slice(0, -20)],
    ['without its last line feed', (text) => text.slice(0, -1)],
    ['with a row more', (text) => `${text}${'A'.repeat(43)}\n`],
    ['with a row less', (text) => text.split('\n').toSpliced(1, 1).join('\n')],
    ['of another version', (text) => text.replace('state 1', 'state 2')],
    ['something else', () => '{"rows":[]}\n'],
  ];

  it.each(broken)('%s: nothing is asked, and it stays as it is', { timeout: 30_000 }, async (_, change) => {
    const { hunt, state, subjects } = await fleet(finding('a'), finding('b'));
    await subjects('critical_finding');
    const damaged = change(readFileSync(state, 'utf8'));
    writeFileSync(state, damaged);
    const { code, stdout, stderr } = await hunt(['critical_finding', '--format', 'ndjson']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('is no state of earlier hunts');
    expect(readFileSync(state, 'utf8')).toBe(damaged);
  });

  it('a folder or a pipe is not waited for', { timeout: 30_000 }, async () => {
    const { hunt, state } = await fleet(finding('a'));
    mkdirSync(state);
    expect((await hunt(['critical_finding'])).code).toBe(2);
    execFileSync('rmdir', [state]);
    execFileSync('mkfifo', [state]);
    expect((await hunt(['critical_finding'])).code).toBe(2);
  });
});

it('forgets the rows that no answer has had for longest', () => {
  const path = join(scratch(), 'state');
  const hunt = { id: 'h', clockColumns: [] };
  const first = openSeenRows(path, 2);
  for (const subject of ['a', 'b']) first.add(hunt, { subject });
  first.commit();
  const second = openSeenRows(path, 2);
  expect(second.isNew(hunt, { subject: 'a' })).toBe(false);
  second.add(hunt, { subject: 'c' });
  second.commit();
  const third = openSeenRows(path, 2);
  expect(['a', 'b', 'c'].map((subject) => third.isNew(hunt, { subject }))).toEqual([false, true, false]);
});
