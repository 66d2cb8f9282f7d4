// A fleet with planted incidents in a current ClickHouse: how long the load and the hunts take, what it weighs on disk,
// and whether each incident is found. npm run bench:fleet-clickhouse [hosts] [calls] (needs chdb: see the message)
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSource } from '../../../build/load-source.mjs';
import { checkAnswers } from './check-answers.mjs';
import { generateFleet } from './generate.mjs';

const [hosts, calls] = [process.argv[2] ?? 2000, process.argv[3] ?? 200_000].map(Number);
const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const queries = fileURLToPath(new URL('../../../queries/hunts', import.meta.url));
try {
  createRequire(import.meta.url).resolve(process.env['YOLO_TRIAGE_CHDB'] ?? 'chdb');
} catch {
  console.log('skipped: no chdb here (npm install --no-save chdb, or YOLO_TRIAGE_CHDB=<its folder>)');
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'fleet-clickhouse-'));
const server = spawn(
  process.execPath,
  [fileURLToPath(new URL('../../support/serve-clickhouse.mjs', import.meta.url))],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
try {
  const url = await new Promise((resolve) =>
    server.stdout.once('data', (port) => resolve(`http://127.0.0.1:${String(port).trim()}`)),
  );
  const ask = async (sql) => {
    const response = await fetch(`${url}?database=fleet`, {
      method: 'POST',
      body: `${sql} FORMAT JSONEachRow`,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  };
  const { planted, written } = generateFleet({ folder: join(folder, 'spools'), hosts, calls });
  const loadMs = timed(() => load(url));
  const againMs = timed(() => load(url));
  const { parseHunt } = await loadSource('fleet/hunts/load-hunts.ts');
  const { inDialect } = await loadSource('fleet/hunts/dialect.ts');
  const now = new Date('2026-11-20T12:00:00.000Z');
  const answers = [];
  const huntMs = {};
  for (const name of readdirSync(queries)) {
    const { id, level, sql } = parseHunt(readFileSync(join(queries, name), 'utf8'), basename(name, '.sql'));
    const before = performance.now();
    answers.push({ id, level, rows: await ask(inDialect(sql, 'clickhouse', now)) });
    huntMs[id] = Math.round(performance.now() - before);
  }
  const { missed, unexpected } = checkAnswers(planted, answers);
  const [{ version }] = await ask('SELECT version() AS version');
  const [{ bytes }] = await ask(
    "SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = 'fleet'",
  );
  const slowest = Object.entries(huntMs)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 3);
  console.log(
    JSON.stringify(
      {
        version,
        ...written,
        loadMs,
        againMs,
        bytesOnDisk: Number(bytes),
        hunts: answers.length,
        allHuntsMs: Object.values(huntMs).reduce((sum, ms) => sum + ms, 0),
        slowest,
        planted: planted.length,
        missed,
        unexpected: unexpected.length,
      },
      null,
      1,
    ),
  );
} finally {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

function load(url) {
  execFileSync(
    process.execPath,
    [program, 'fleet', 'load', join(folder, 'spools'), '--clickhouse', `${url}/fleet`, '--quiet'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}

function timed(action) {
  const before = performance.now();
  action();
  return Math.round(performance.now() - before);
}
