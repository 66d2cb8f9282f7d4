import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildFleet } from '../../fixtures/build-fleet.mjs';
import { runCli } from '../support/run-cli.ts';
import { scratch } from './spooled.ts';

interface Answer {
  readonly id: string;
  readonly total: number;
  readonly counting: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

it('a hunt lists the rows that a case file answers for, and does not count them', {
  timeout: 60_000,
}, async () => {
  const folder = scratch();
  buildFleet(join(folder, 'hosts'));
  const spool = join(folder, 'spool');
  const host = join(folder, 'hosts/dev-kim');
  const report = ['report', '--home', join(host, 'home/kim'), '--root', host, '--spool', spool];
  await runCli([...report, '--host-id', 'dev-kim', '--quiet']);
  const database = join(folder, 'fleet.duckdb');
  await runCli(['fleet', 'load', spool, '--database', database]);
  const hunt = async (...more: readonly string[]) => {
    const argv = ['fleet', 'hunt', 'critical_finding', '--database', database, '--fail-on', 'high'];
    const { code, stdout } = await runCli([...argv, '--format', 'json', ...more]);
    const [answer] = (JSON.parse(stdout) as { readonly hunts: readonly Answer[] }).hunts;
    return { code, answer };
  };
  const { code, answer } = await hunt();
  expect([code, answer?.counting]).toEqual([1, answer?.total]);

  const entry = (row: Answer['rows'][number]) =>
    `  - { query: critical_finding, subject: '${row['hostId']}', reason: an exercise, by: K, until: 2027-01-01 }\n`;
  const path = join(folder, 'case.yml');
  writeFileSync(path, `accepted:\n${answer?.rows.map(entry).join('')}`);
  const answered = await hunt('--case', path);
  expect(answered.code).toBe(0);
  expect(answered.answer).toMatchObject({ total: answer?.total, counting: 0 });
  expect(answered.answer?.rows[0]).toMatchObject({ accepted: 'an exercise, by K, until 2027-01-01' });

  writeFileSync(path, 'hosts: { own: [nobody.example] }\n');
  expect((await hunt('--case', path)).code).toBe(1);
});
