import { expect, it } from 'vitest';
import { engines, inDialect } from '../../src/fleet/hunts/dialect.ts';
import { loadHunts } from '../../src/fleet/hunts/load-hunts.ts';
import { huntsPage } from '../support/hunts-page.ts';
import { runCli } from '../support/run-cli.ts';

const hunts = loadHunts();

it.each(hunts.map((hunt) => [hunt.id, hunt] as const))(
  '%s is a question with an answer and a next step',
  (_, hunt) => {
    expect(hunt.title).toMatch(/\?$/);
    expect(hunt.tags.every((tag) => /^attack\.t\d{4}(?:\.\d{3})?$/.test(tag))).toBe(true);
    expect(Object.keys(hunt.sample)).toEqual(Object.keys(hunt.columns));
    // A total order: the same data gives the same answer.
    expect(hunt.sql).toMatch(/ORDER BY/);
    for (const engine of engines) {
      expect(inDialect(hunt.sql, engine, new Date(0))).not.toMatch(/(?<!:):(?:now|list|highest)\b/);
    }
  },
);

it('lists the hunts, and shows their SQL for either engine', async () => {
  const listed = await runCli(['fleet', 'hunt']);
  expect(listed.code).toBe(0);
  for (const { id } of hunts) expect(listed.stdout).toContain(id);
  const sql = await runCli(['fleet', 'hunt', '--format', 'sql', '--dialect', 'clickhouse']);
  expect(sql.stdout).toContain("toDateTime64('2026-11-20 16:00:00.000', 3, 'UTC')");
  const one = await runCli(['fleet', 'hunt', 'host_silent', '--format', 'sql']);
  expect(one.code).toBe(0);
  expect(one.stdout).toContain("TIMESTAMP '2026-11-20 16:00:00.000'");
  expect(one.stdout).not.toContain('critical_finding');
});

it('are described in docs/hunts.md; run with -u to write it anew', async () => {
  await expect(huntsPage(hunts)).toMatchFileSnapshot('../../docs/hunts.md');
});
