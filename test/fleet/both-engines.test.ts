import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoted } from '../../src/fleet/clickhouse/quoted.ts';
import { schemaStatements } from '../../src/fleet/clickhouse/schema.ts';
import { openDatabase } from '../../src/fleet/duckdb/open-database.ts';
import { inDialect } from '../../src/fleet/hunts/dialect.ts';
import { loadHunts } from '../../src/fleet/hunts/load-hunts.ts';
import type { Column } from '../../src/fleet/stream.ts';
import { columnsOf, type StreamName, streams } from '../../src/fleet/streams.ts';
import { checkAnswers } from '../bench/fleet/check-answers.mjs';
import { generateFleet, type Planted } from '../bench/fleet/generate.mjs';
import { type ClickHouse, hasClickHouse, startClickHouse } from '../support/clickhouse.ts';
import { runCli } from '../support/run-cli.ts';
import { lines, type Row, writeSpool } from './spool.ts';

const now = new Date('2026-11-20T16:00:00.000Z');

if (!hasClickHouse) {
  it.skip('both engines: no chdb here (npm install --no-save chdb, or YOLO_TRIAGE_CHDB=<its folder>)', () => {});
}

describe.skipIf(!hasClickHouse)('DuckDB and ClickHouse, on the same spools', () => {
  let folder: string;
  let database: string;
  let clickhouse: ClickHouse;
  let answered = 0;
  let planted: readonly Planted[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'both-engines-'));
    database = join(folder, 'fleet.duckdb');
    writeFleet(join(folder, 'spools'));
    clickhouse = await startClickHouse();
    const server = ['--clickhouse', `${clickhouse.url}/fleet`];
    // Twice: what comes again counts once.
    for (const target of [['--database', database], server, server]) {
      const { code, stderr } = await runCli(['fleet', 'load', join(folder, 'spools'), ...target]);
      expect(code, stderr).toBe(0);
    }
    planted = generateFleet({ folder: join(folder, 'planted'), hosts: 200, calls: 4000 }).planted;
    const target = ['--clickhouse', `${clickhouse.url}/planted`];
    const { code, stderr } = await runCli(['fleet', 'load', join(folder, 'planted'), ...target]);
    expect(code, stderr).toBe(0);
  }, 60_000);
  afterAll(() => {
    clickhouse?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const fromDuckdb = async (sql: string): Promise<Row[]> => {
    const opened = await openDatabase({ path: database, access: 'read' });
    try {
      const rows: Row[] = [];
      for await (const row of opened.rows(sql)) rows.push(comparable(row));
      return rows;
    } finally {
      opened.close();
    }
  };
  const fromClickHouse = async (sql: string): Promise<Row[]> =>
    (await clickhouse.query('fleet', sql)).map((row) => comparable(row));

  it.each(Object.keys(streams))('hold the same rows of %s', async (name) => {
    const columns = columnsOf(streams[name as StreamName]).map((column) => `"${column.name}"`);
    const sql = `SELECT ${columns.join(', ')}, team FROM ${name}`;
    const order = 'ORDER BY "hostId", "eventId"';
    const rows = await fromClickHouse(`${sql} FINAL ${order}`);
    expect(rows.length).toBeGreaterThan(10);
    expect(rows).toEqual(await fromDuckdb(`${sql} ${order}`));
  });

  it.each(loadHunts().map((hunt) => [hunt.id, hunt] as const))('answer %s alike', async (_, hunt) => {
    const rows = await fromClickHouse(inDialect(hunt.sql, 'clickhouse', now));
    expect(rows).toEqual(await fromDuckdb(inDialect(hunt.sql, 'duckdb', now)));
    if (rows.length > 0) answered += 1;
  });

  it('find what was planted in a fleet, and nothing else at level high', async () => {
    const answers = [];
    for (const { id, level, sql } of loadHunts()) {
      const rows = await clickhouse.query('planted', inDialect(sql, 'clickhouse', now));
      answers.push({ id, level, rows: rows.map(comparable) });
    }
    expect(checkAnswers(planted, answers)).toEqual({ missed: [], unexpected: [] });
  });

  it('take the statements for a cluster, as far as they can be read without one', async () => {
    for (const { sql } of schemaStatements({ database: 'fleet', cluster: 'main', retentionDays: 365 })) {
      const [read] = await clickhouse.query('fleet', `SELECT formatQuery(${quoted(sql)}) AS sql`);
      expect(read?.['sql']).toContain('ON CLUSTER main');
    }
  });

  it('many hunts with rows', () => {
    expect(answered).toBeGreaterThan(loadHunts().length / 3);
  });
});

/** ClickHouse has 0 and 1 for what is not stored as a truth value, and times without their zone. */
function comparable(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, comparableValue(value)]));
}

function comparableValue(value: unknown): unknown {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (typeof value !== 'string') return value;
  return value.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})\d*$/, '$1T$2Z');
}

/** Rows of every stream with few values each, so that they meet in every hunt; the same ones in every run. */
function writeFleet(folder: string): void {
  const random = randomNumbers(20261120);
  for (let host = 0; host < 12; host++) {
    for (const stream of Object.values(streams)) {
      const rows = Array.from({ length: 40 }, () => randomRow(stream.name as StreamName, host, random));
      // A run gives one account of a thing.
      const once = new Map(rows.map((row) => [`${row['eventId']} ${row['runId']}`, row]));
      writeSpool(join(folder, `host-${host}`), stream.name, lines([...once.values()]));
    }
  }
}

type Random = (below: number) => number;

function randomRow(stream: StreamName, host: number, random: Random): Row {
  const run = random(4);
  const thing = stream === 'runs' ? run : random(25);
  const values = columnsOf(streams[stream])
    .filter(({ required }) => required || random(4) > 0)
    .map((column) => [column.name, randomValue(column, random)] as const);
  return {
    ...Object.fromEntries(values),
    schemaVersion: 1,
    hostId: `host-${host}`,
    hostName: `host-${host}.example`,
    // Few ids, so that some rows are newer accounts of the same thing.
    eventId: `${host}-${thing}-${stream}`,
    ...Object.fromEntries(identities(stream).map((name) => [name, `${name}-${thing}`])),
    sourceId: `source-${random(2)}`,
    runId: `2026112${run}T120000000Z-${host}`,
    collectedAt: `2026-11-1${6 + run}T12:00:00.000Z`,
    labels: random(3) === 0 ? [] : ['site=berlin', `team=${['payments', 'web'][random(2)]}`],
  };
}

/** The columns that alone say which thing a row speaks of. */
function identities(stream: StreamName): readonly string[] {
  return streams[stream].key.filter((name) =>
    ['toolCallId', 'sessionId', 'fingerprint', 'file'].includes(name),
  );
}

const texts = [
  'curl',
  'claude',
  'main',
  'refs/heads/main',
  '/home/dana/app',
  'https://example.net/x',
  '2.1.240',
  '',
];

function randomValue({ type, values = texts, name }: Column, random: Random): unknown {
  const pick = () => values[random(values.length)] ?? '';
  const made: Readonly<Record<Column['type'], () => unknown>> = {
    string: () => (/^(?:sessionId|toolCallId)$/.test(name) ? `${name}-${random(25)}` : pick()),
    integer: () => random(5) * (name.endsWith('Ms') ? 3_600_000 : 1),
    real: () => random(100) / 8,
    boolean: () => random(2) === 0,
    timestamp: () => new Date(now.getTime() - random(40 * 24 * 60) * 60_000).toISOString(),
    strings: () => Array.from({ length: random(3) }, () => listed[name]?.(random) ?? pick()),
  };
  return made[type]();
}

/** Lists whose entries have a form. */
const listed: Readonly<Record<string, (random: Random) => string>> = {
  effects: (random) =>
    `${['read', 'write', 'delete', 'send', 'execute'][random(5)]} ${['credentials', 'persistence', 'outside', 'repository', 'home'][random(5)]} ${['certain', 'likely', 'possible'][random(3)]}`,
  traits: (random) => ['from-network', 'from-secret', 'forced'][random(3)] ?? '',
  unreadSessions: (random) => ['codex=12', 'gemini=3'][random(2)] ?? '',
  agentVersions: (random) => ['2.0.7', '2.1.100', '2.1.240'][random(3)] ?? '',
  hosts: (random) => ['paste.example.net', '203.0.113.9', 'github.com'][random(3)] ?? '',
  snapshots: (random) => Object.keys(streams)[random(Object.keys(streams).length)] ?? '',
};

/** A linear congruential generator: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomNumbers(seed: number): Random {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((state >> 33n) % BigInt(below));
  };
}
