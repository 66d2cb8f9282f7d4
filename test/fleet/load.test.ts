import { appendFileSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { lines, type Row, row, writeSpool } from './spool.ts';

const good = JSON.stringify(row('calls', { eventId: 'good' }));
const badLines: Record<string, [string, string]> = {
  'a torn line': [good.slice(0, -20), 'not-json'],
  'two lines in one': [good + good, 'not-json'],
  'a list': ['[1,2]', 'not-json'],
  'no JSON at all': ['<html>', 'not-json'],
  'deep nesting': ['['.repeat(200_000), 'not-json'],
  'a line without end': [`{"eventId":"${'a'.repeat(2_000_000)}"}`, 'oversized'],
  'a long value': [good.replace('"x"', `"${'y'.repeat(70_000)}"`), 'oversized'],
  'a long list': [`${good.slice(0, -1)},"hosts":${JSON.stringify(Array(2000).fill('h'))}}`, 'oversized'],
  'another version of the columns': [
    good.replace('"schemaVersion":1', '"schemaVersion":2'),
    'schema-version',
  ],
  'no id': [good.replace('"eventId"', '"id"'), 'missing-column'],
  'a text for a number': [`${good.slice(0, -1)},"evidenceLine":"1"}`, 'wrong-type'],
  'a number without end': [`${good.slice(0, -1)},"evidenceLine":1e999}`, 'wrong-type'],
  null: [`${good.slice(0, -1)},"evidenceLine":null}`, 'wrong-type'],
  'an object for a list': [`${good.slice(0, -1)},"labels":{"team":"a"}}`, 'wrong-type'],
  'a time that is none': [`${good.slice(0, -1)},"at":"2026-02-31T25:00:00.000Z"}`, 'time-out-of-range'],
  'a time that no engine holds': [
    `${good.slice(0, -1)},"at":"9999-01-01T00:00:00.000Z"}`,
    'time-out-of-range',
  ],
  'a collection in the future': [good.replace('2026-11-20T12:00', '2026-11-22T12:00'), 'future-dated'],
  'a second key that hides the first': [
    `${good.slice(0, -1)},"collectedAt":"2027-01-01T00:00:00.000Z"}`,
    'future-dated',
  ],
};

describe('fleet load', () => {
  let folder: string;
  let database: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-load-')));
    database = join(folder, 'fleet.duckdb');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const load = async (...spools: string[]) => {
    const { code, stdout, stderr } = await runCli(
      ['fleet', 'load', ...spools, '--database', database, '--format', 'json'],
      { cwd: folder },
    );
    return { code, stderr, summary: stdout === '' ? undefined : JSON.parse(stdout) };
  };
  const ask = async (sql: string): Promise<Row[]> => {
    writeFileSync(join(folder, 'ask.sql'), sql);
    const { stdout, stderr } = await runCli(
      ['fleet', 'hunt', 'ask.sql', '--database', database, '--format', 'json'],
      { cwd: folder },
    );
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout).hunts[0].rows;
  };

  const calls = (...rows: Row[]) => lines(rows.map((given) => row('calls', given)));
  const count = async (table: string) => (await ask(`SELECT count(*) AS n FROM ${table}`))[0]?.['n'];

  it('takes the rows of a spool, with what hunts want to know of each', async () => {
    const given = {
      eventId: 'a',
      at: '2026-11-19T11:00:00.000Z',
      labels: ['team=payments'],
      effects: ['write persistence certain'],
    };
    writeSpool(join(folder, 'spool'), 'calls', calls(given));
    const { code, summary } = await load('spool');
    expect(code).toBe(0);
    expect(summary).toMatchObject({
      files: { read: 1, unchanged: 0 },
      rows: [{ stream: 'calls', accepted: 1, added: 1, updated: 0, known: 0 }],
      refused: [],
    });
    expect(await ask('SELECT team, "at", effects, cwd, "endedAt" FROM calls')).toEqual([
      { team: 'payments', at: given.at, effects: given.effects, cwd: '', endedAt: null },
    ]);
    expect(await ask('SELECT action, zone, certainty FROM call_effects')).toEqual([
      { action: 'write', zone: 'persistence', certainty: 'certain' },
    ]);
  });

  it('reads folders of spools, single files and packed ones', async () => {
    writeSpool(join(folder, 'all/host1'), 'calls', calls({ eventId: 'a' }));
    writeSpool(join(folder, 'all/host2'), 'calls', gzipSync(calls({ eventId: 'b' })), '1.ndjson.gz');
    const single = writeSpool(join(folder, 'other'), 'calls', calls({ eventId: 'c' }));
    await load('all', single);
    expect(await ask('SELECT "eventId" FROM calls ORDER BY ALL')).toEqual(
      ['a', 'b', 'c'].map((eventId) => ({ eventId })),
    );
  });

  it('changes nothing when everything is loaded again, from the same files or from others', async () => {
    writeSpool(join(folder, 'spool'), 'calls', calls({ eventId: 'a' }, { eventId: 'b' }, { eventId: 'a' }));
    expect((await load('spool')).summary.rows).toMatchObject([{ accepted: 3, added: 2, known: 1 }]);
    expect((await load('spool')).summary).toMatchObject({ files: { read: 0, unchanged: 1 }, rows: [] });
    writeSpool(join(folder, 'copy'), 'calls', calls({ eventId: 'b' }, { eventId: 'a' }));
    expect((await load('copy')).summary.rows).toMatchObject([
      { accepted: 2, added: 0, updated: 0, known: 2 },
    ]);
    expect(await count('calls')).toBe(2);
  });

  it('goes on where an earlier load ended, and begins anew where the file is another', async () => {
    const path = writeSpool(join(folder, 'spool'), 'calls', calls({ eventId: 'a' }));
    await load('spool');
    appendFileSync(path, calls({ eventId: 'b' }));
    expect((await load('spool')).summary).toMatchObject({
      files: { resumed: 1 },
      rows: [{ accepted: 1, added: 1 }],
    });
    writeSpool(join(folder, 'spool'), 'calls', calls({ eventId: 'c' }, { eventId: 'd' }, { eventId: 'a' }));
    expect((await load('spool')).summary).toMatchObject({
      files: { read: 1 },
      rows: [{ accepted: 3, added: 2 }],
    });
    expect(await count('calls')).toBe(4);
  });

  it('keeps the newest account of a thing, in whatever order they come, and when it was first told of', async () => {
    const account = (day: string, toolCalls: number) =>
      row('sessions', {
        eventId: 's',
        toolCalls,
        runId: `202611${day}T120000000Z-aaaa`,
        collectedAt: `2026-11-${day}T12:00:00.000Z`,
      });
    writeSpool(join(folder, 'one'), 'sessions', lines([account('12', 12), account('18', 18)]));
    writeSpool(join(folder, 'two'), 'sessions', lines([account('19', 19)]));
    writeSpool(join(folder, 'three'), 'sessions', lines([account('11', 11), account('13', 13)]));
    const held = () => ask('SELECT "toolCalls", "firstCollectedAt" FROM sessions');
    await load('one');
    expect(await held()).toEqual([{ toolCalls: 18, firstCollectedAt: '2026-11-12T12:00:00.000Z' }]);
    expect((await load('two')).summary.rows).toMatchObject([{ updated: 1 }]);
    await load('three');
    expect(await held()).toEqual([{ toolCalls: 19, firstCollectedAt: '2026-11-11T12:00:00.000Z' }]);
  });

  it('does not let one host speak for another', async () => {
    writeSpool(
      join(folder, 'spool'),
      'calls',
      calls({ eventId: 'a' }, { eventId: 'a', hostId: 'host2', collectedAt: '2026-11-20T13:00:00.000Z' }),
    );
    await load('spool');
    expect(await count('calls')).toBe(2);
  });

  it('shows of a snapshot what the latest finished run still found', async () => {
    const run = (id: string, given: Row) => row('runs', { eventId: id, runId: id, ...given });
    const server = (name: string, runId: string) => row('servers', { eventId: name, name, runId });
    const spool = join(folder, 'spool');
    writeSpool(
      spool,
      'servers',
      lines([server('gone', 'r1'), server('stays', 'r1'), server('stays', 'r2'), server('new', 'r3')]),
    );
    writeSpool(
      spool,
      'runs',
      lines([run('r1', { snapshots: ['servers'] }), run('r2', { snapshots: ['servers'] })]),
    );
    await load('spool');
    expect(await ask('SELECT name FROM servers_now ORDER BY name')).toEqual([
      { name: 'new' },
      { name: 'stays' },
    ]);
    expect(await count('hosts')).toBe(1);
  });

  it('refuses lines that no collector writes, each with its reason, and takes what stands around them', async () => {
    const bad = Object.values(badLines);
    const text = bad.map(([line], index) => `${line}\n${calls({ eventId: `good ${index}` })}`).join('');
    writeSpool(join(folder, 'spool'), 'calls', text);
    const { code, summary, stderr } = await load('spool');
    const counts = Object.fromEntries(summary.refused.map((found: Row) => [found['reason'], found['count']]));
    for (const reason of new Set(bad.map(([, given]) => given))) {
      expect(counts[reason], reason).toBe(bad.filter(([, given]) => given === reason).length);
    }
    expect(summary.refused[0]).toMatchObject({ reason: 'future-dated', line: 33, detail: 'collectedAt' });
    expect(await count('calls')).toBe(bad.length);
    expect(code).toBe(3);
    expect(stderr).toContain('calls/1.ndjson:33');
  });

  it('takes what is strange, but can be said', async () => {
    const text = '\u0000\u001b[31m\ud83d "\\ \u2028 =cmd()';
    writeSpool(
      join(folder, 'spool'),
      'calls',
      calls({ eventId: 'a', argument: text, ['__proto__x']: 1 }).replace('__proto__x', '__proto__'),
    );
    const { code, summary } = await load('spool');
    expect(summary).toMatchObject({ unknownColumns: 1, refused: [] });
    expect(code).toBe(0);
    expect(await ask('SELECT argument FROM calls')).toEqual([{ argument: text.replace('\ud83d', '\ufffd') }]);
  });

  it('counts an unfinished last line until it is finished, and does not lose it', async () => {
    const second = calls({ eventId: 'b' });
    const path = writeSpool(join(folder, 'spool'), 'calls', calls({ eventId: 'a' }) + second.slice(0, 50));
    expect((await load('spool')).summary.refused).toMatchObject([{ reason: 'unfinished', count: 1 }]);
    expect((await load('spool')).summary.refused).toMatchObject([{ reason: 'unfinished', count: 1 }]);
    appendFileSync(path, second.slice(50).trimEnd());
    expect((await load('spool')).summary).toMatchObject({ files: { resumed: 1 }, refused: [] });
    expect(await count('calls')).toBe(2);
  });

  it('names files that are none of a spool, and goes on', async () => {
    writeSpool(join(folder, 'spool'), 'stories', '{}\n');
    writeSpool(join(folder, 'spool'), 'sessions', Buffer.from('not packed'), '1.ndjson.gz');
    writeSpool(join(folder, 'spool'), 'gaps', gzipSync(Buffer.alloc(50_000_000)), '1.ndjson.gz');
    writeSpool(join(folder, 'spool'), 'calls', calls({ eventId: 'a' }));
    writeFileSync(join(folder, 'spool/calls/notes.txt'), 'not looked at');
    symlinkSync('/etc/passwd', join(folder, 'spool/calls/2.ndjson'));
    const { summary } = await load('spool');
    expect(summary.refused).toMatchObject([
      { reason: 'unknown-stream', count: 1, detail: 'stories' },
      { reason: 'unreadable', count: 3, line: 0 },
    ]);
    expect(await count('calls')).toBe(1);
    // Told once, however often it is loaded.
    expect((await load('spool')).summary.refused).toMatchObject([{ count: 1 }, { count: 3 }]);
  });

  it('says what is missing', async () => {
    expect((await runCli(['fleet', 'load', folder])).stderr).toContain('no database given');
    expect((await load(join(folder, 'nowhere'))).stderr).toContain('no such spool');
    const fake = join(folder, 'fake.duckdb');
    writeFileSync(fake, 'no database at all, but long enough to be one'.repeat(100));
    const { code, stderr } = await runCli(['fleet', 'load', folder, '--database', fake]);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot open');
  });
});
