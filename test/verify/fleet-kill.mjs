// Kills fleet load ten times at random moments, goes on each time, and compares with a load that nobody disturbed.
// node test/verify/fleet-kill.mjs [hosts] (after npm run build)
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { generateFleet } from '../bench/fleet/generate.mjs';

const hosts = Number(process.argv[2] ?? 3000);
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fleet-kill-'));
const spools = join(folder, 'spools');

try {
  const { written } = generateFleet({ folder: spools, hosts, calls: hosts * 100 });
  const whole = join(folder, 'whole.duckdb');
  const wholeMs = await timed(() => load(whole));
  const killed = join(folder, 'killed.duckdb');
  const states = [];
  let [kills, stillMs] = [0, wholeMs];
  while (kills < 10) {
    // Later ones have less left to do.
    if (await load(killed, Math.random() * stillMs)) {
      kills += 1;
      states.push(await rowsIn(killed));
      stillMs = Math.max(wholeMs / 5, stillMs * 0.8);
    } else {
      rmSync(killed);
      stillMs = wholeMs;
    }
  }
  if (await load(killed)) throw new Error('the last load did not end by itself');
  const [expected, found] = [await contents(whole), await contents(killed)];
  console.log(
    JSON.stringify({
      hosts,
      rows: written.rows,
      kills,
      rowsAfterEachKill: states,
      wholeMs: Math.round(wholeMs),
    }),
  );
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`differs: ${JSON.stringify(found)} where ${JSON.stringify(expected)} is right`);
  }
  console.log(JSON.stringify({ same: Object.keys(expected).length, tables: expected }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Whether the load was killed. */
function load(database, killAfterMs) {
  const child = spawn(
    process.execPath,
    [program, 'fleet', 'load', spools, '--database', database, '--quiet'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === null && code !== 0) reject(new Error(`fleet load ended with ${code}`));
      else resolve(signal === 'SIGKILL');
    });
  });
}

/** Of every table: rows, distinct events, and a digest of all columns. */
async function contents(path) {
  return await reading(path, async (ask) => {
    const tables = await ask(
      "SELECT table_name FROM duckdb_tables() WHERE table_name <> 'loaded_files' ORDER BY ALL",
    );
    const found = {};
    for (const { table_name: name } of tables) {
      const events = name === 'refused' ? 'count(*)' : 'count(DISTINCT "eventId")';
      const [row] = await ask(
        `SELECT count(*) AS n, ${events} AS events, bit_xor(hash(t)) AS digest FROM ${name} t`,
      );
      found[name] = `${row.n} rows, ${row.events} events, ${row.digest}`;
    }
    return found;
  });
}

async function rowsIn(path) {
  return await reading(path, async (ask) => {
    const known = await ask("SELECT 1 AS n FROM duckdb_tables() WHERE table_name = 'calls'");
    return known.length === 0 ? 0 : Number((await ask('SELECT count(*) AS n FROM calls'))[0].n);
  }).catch(() => 0);
}

async function reading(path, action) {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  try {
    return await action(async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson());
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function timed(action) {
  const before = performance.now();
  await action();
  return performance.now() - before;
}
