import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHunts } from '../../src/fleet/hunts/load-hunts.ts';
import { checkAnswers } from '../bench/fleet/check-answers.mjs';
import { generateFleet, type Planted } from '../bench/fleet/generate.mjs';
import { runCli } from '../support/run-cli.ts';

const hunts = loadHunts();

describe('a fleet with fifty planted incidents', () => {
  let folder: string;
  let database: string;
  let planted: readonly Planted[];
  let answers: readonly { id: string; level: string; rows: Record<string, unknown>[] }[];

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-fleet-')));
    database = join(folder, 'fleet.duckdb');
    planted = generateFleet({ folder: join(folder, 'spools'), hosts: 200, calls: 4000 }).planted;
    const loaded = await runCli(['fleet', 'load', 'spools', '--database', database], { cwd: folder });
    expect(loaded.code, loaded.stderr).toBe(0);
    const asked = await runCli(['fleet', 'hunt', 'all', '--database', database, '--format', 'json']);
    answers = JSON.parse(asked.stdout).hunts;
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('every incident is found by its hunt, and nothing else weighs high', () => {
    expect(planted).toHaveLength(50);
    expect(checkAnswers(planted, answers)).toEqual({ missed: [], unexpected: [] });
  });

  it.each(hunts.map(({ id, columns }) => [id, Object.keys(columns)]))(
    '%s answers with the columns that it promises',
    (id, columns) => {
      const rows = answers.find((answer) => answer.id === id)?.rows ?? [];
      expect(Object.keys(rows[0] ?? {})).toEqual(columns);
    },
  );

  it('answers row by row, and with an exit code by the level of what was found', async () => {
    const argv = ['fleet', 'hunt', 'tampering', 'host_silent', '--database', database];
    const { stdout } = await runCli([...argv, '--format', 'ndjson']);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.filter(({ hunt }) => hunt === 'tampering')).toHaveLength(4);
    expect((await runCli(argv)).code).toBe(0);
    expect((await runCli([...argv, '--fail-on', 'high'])).code).toBe(1);
    expect((await runCli([...argv, '--fail-on', 'critical'])).code).toBe(0);
  });

  it('lets SQL reach nothing but the database, and change nothing in it', async () => {
    const statements = [
      `SELECT * FROM read_csv('/etc/passwd')`,
      `COPY (SELECT 1) TO '${join(folder, 'out.csv')}'`,
      `ATTACH '${join(folder, 'other.duckdb')}'`,
      'DELETE FROM calls',
      'INSTALL httpfs',
      'SET enable_external_access = true',
    ];
    for (const statement of statements) {
      writeFileSync(join(folder, 'bad.sql'), statement);
      const { code, stderr } = await runCli([
        'fleet',
        'hunt',
        join(folder, 'bad.sql'),
        '--database',
        database,
      ]);
      expect(code, statement).toBe(2);
      expect(stderr).toContain('hunt bad:');
    }
  });
});
