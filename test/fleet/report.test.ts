import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { lines, type Row, row, writeSpool } from './spool.ts';

const hostile = '<img src=x onerror=alert(1)> [a](javascript:b) `| \u202e\u001b[2J =1+1 | x';
const fakeToken = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;

describe('fleet report', () => {
  let folder: string;
  let database: string;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-fleet-report-')));
    database = join(folder, 'fleet.duckdb');
    const spool = join(folder, 'spool');
    const run = (day: string, given: Row) => {
      const id = `202611${day}T060000000Z-aaaa`;
      return row('runs', { eventId: id, runId: id, collectedAt: `2026-11-${day}T06:00:00.000Z`, ...given });
    };
    const server = (name: string, day: string) =>
      row('servers', {
        eventId: name,
        name,
        runId: `202611${day}T060000000Z-aaaa`,
        collectedAt: `2026-11-${day}T06:00:00.000Z`,
      });
    writeSpool(
      spool,
      'runs',
      lines([run('12', { snapshots: ['servers'] }), run('19', { snapshots: ['servers'] })]),
    );
    writeSpool(
      spool,
      'servers',
      lines([
        server('gone', '12'),
        server('stays', '12'),
        server('stays', '19'),
        server('new', '19'),
        server('newer', '19'),
      ]),
    );
    writeSpool(
      spool,
      'findings',
      lines([
        row('findings', {
          eventId: 'f',
          level: 'critical',
          queryId: 'remote_shell',
          hostName: hostile,
          title: hostile,
          subject: `curl -H 'Authorization: token ${fakeToken}' x`,
        }),
      ]),
    );
    writeSpool(spool, 'gaps', '{"torn":');
    await runCli(['fleet', 'load', spool, '--database', database]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const report = (format: string, ...more: string[]) =>
    runCli(['fleet', 'report', '--database', database, '--format', format, ...more]);

  it('says what is critical, how much it rests on, and what changed since the run before', async () => {
    const { code, stdout } = await report('json');
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(document.coverage).toMatchObject({ hosts: 1, reporting: 1, sessions: 0 });
    expect(document.trend).toContainEqual({ what: 'MCP servers', before: 2, now: 3 });
    expect(document.sections[0].parts[0]).toMatchObject({ level: 'critical', total: 1 });
    expect(document.refused).toMatchObject([{ reason: 'unfinished', count: 1 }]);
    expect((await report('json', '--fail-on', 'critical')).code).toBe(1);
  });

  it.each(['markdown', 'html'])(
    'is the same text each time, as %s, and nothing in it acts',
    async (format) => {
      const [one, other] = [await report(format), await report(format)];
      expect(other.stdout).toBe(one.stdout);
      expect(one.stdout).toContain('MCP servers');
      expect(one.stdout).not.toContain(fakeToken);
      expect(one.stdout).not.toMatch(/[\u202e\u001b]/);
      if (format === 'html') expect(one.stdout).not.toMatch(/<img|<a [^>]*javascript|<script/);
    },
  );

  it('goes to a file', async () => {
    const { stdout } = await report('markdown', '--output', join(folder, 'fleet.md'));
    expect(stdout).toBe('');
    expect(readFileSync(join(folder, 'fleet.md'), 'utf8')).toContain('# Fleet report');
  });

  it('wants a database that is there', async () => {
    const { code, stderr } = await runCli(['fleet', 'report', '--database', join(folder, 'none.duckdb')]);
    expect(code).toBe(2);
    expect(stderr).toContain('fleet load');
  });
});
