// Kills the loader, the server, or both, at ten random moments of a load into a real ClickHouse server on loopback;
// in the end, every event is there once. npm run verify:clickhouse [hosts] [calls a host] (after npm run build)
//
// The server is that of the distribution. Where it is older than the SQL of the tables (Debian 12 has 18.16), plainer
// tables are made before: what is checked here is transport, not SQL. That is checked by test/fleet/both-engines.test.ts.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSource } from '../../build/load-source.mjs';

const [hosts, callsEach] = [process.argv[2] ?? 200, process.argv[3] ?? 1000].map(Number);
const kills = 10;
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const found = spawnSync('clickhouse-server', ['--version']);
if (found.error) {
  console.log('skipped: no clickhouse-server here (Debian: apt-get install clickhouse-server)');
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'verify-clickhouse-'));
const at = (...parts) => join(folder, ...parts);
const [httpPort, tcpPort, interserverPort] = [await freePort(), await freePort(), await freePort()];
const address = `http://127.0.0.1:${httpPort}`;
let server;
let running;

try {
  const expected = writeSpools(await loadSource('fleet/streams.ts'));
  configure();
  await startServer();
  const [{ version }] = await ask('SELECT version() AS version');
  if (Number(version.split('.')[0]) < 23) await plainerTables();
  const load = () => startLoader();

  // One load that nobody disturbs tells how long it takes.
  const before = performance.now();
  await load();
  const undisturbedMs = performance.now() - before;
  await compare(expected, 'an undisturbed load');
  await ask('DROP DATABASE fleet', '');
  if (Number(version.split('.')[0]) < 23) await plainerTables();

  const killed = { loader: 0, server: 0, both: 0 };
  let loads = 0;
  let done = false;
  while (!done || killed.loader + killed.server + killed.both < kills) {
    if (done) {
      // It was faster than the kills: begin anew.
      await compare(expected, 'a load with kills');
      await ask('DROP DATABASE fleet', '');
      if (Number(version.split('.')[0]) < 23) await plainerTables();
    }
    const loading = load();
    loads += 1;
    const left = kills - killed.loader - killed.server - killed.both;
    if (left > 0) {
      const victim = ['loader', 'server', 'both'][Math.floor(Math.random() * 3)];
      await Promise.race([sleep(300 + Math.random() * undisturbedMs), loading]);
      if (running !== undefined) {
        killed[victim] += 1;
        if (victim !== 'server') running.kill('SIGKILL');
        if (victim !== 'loader') await restartServer();
      }
    }
    done = (await loading) !== 'SIGKILL';
  }
  const stored = await compare(expected, 'ten kills');
  const again = await load();
  await compare(expected, 'a load of what is loaded');
  console.log(
    JSON.stringify({
      version,
      hosts,
      events: expected.events,
      lines: expected.lines,
      kills: killed,
      loads,
      again,
      undisturbedMs: Math.round(undisturbedMs),
      lost: 0,
      twice: 0,
      rowsBeforeMerging: stored,
    }),
  );
} finally {
  running?.kill('SIGKILL');
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** Events, some of them written twice and some told again by a later run, among lines that are refused. */
function writeSpools({ columnsOf, streams }) {
  const ids = [];
  let lines = 0;
  const fillers = {
    string: 'x',
    integer: 1,
    real: 0.5,
    boolean: false,
    timestamp: '2026-11-19T10:00:00.000Z',
    strings: [],
  };
  const required = columnsOf(streams.calls).filter((column) => column.required);
  const base = Object.fromEntries(
    required.map(({ name, type, values }) => [name, values?.[0] ?? fillers[type]]),
  );
  for (let host = 0; host < hosts; host++) {
    const rows = [];
    for (let call = 0; call < callsEach; call++) {
      const eventId = createHash('md5').update(`${host} ${call}`).digest('hex');
      ids.push(eventId);
      const day = String(1 + (call % 28)).padStart(2, '0');
      const row = {
        ...base,
        schemaVersion: 1,
        eventId,
        hostId: `host-${host}`,
        runId: '20261120T120000000Z-1',
        collectedAt: '2026-11-20T12:00:00.000Z',
        at: `2026-${String(1 + (call % 10)).padStart(2, '0')}-${day}T08:00:00.000Z`,
        argument: `command ${call} of ${host} with some text behind it, as commands have`,
        labels: ['team=web'],
      };
      rows.push(JSON.stringify(row));
      if (call % 10 === 0) rows.push(JSON.stringify(row));
      if (call % 20 === 0)
        rows.push(
          JSON.stringify({ ...row, runId: '20261121T120000000Z-2', collectedAt: '2026-11-20T13:00:00.000Z' }),
        );
      if (call % 100 === 0) rows.push('{"torn');
    }
    lines += rows.length;
    mkdirSync(at('spools', `host-${host}`, 'calls'), { recursive: true });
    writeFileSync(at('spools', `host-${host}`, 'calls', '1.ndjson'), `${rows.join('\n')}\n`);
  }
  return { ids: new Set(ids), events: ids.length, lines, refused: hosts * Math.ceil(callsEach / 100) };
}

async function compare({ ids, refused }, after) {
  const rows = await ask('SELECT eventId, count() AS times FROM fleet.calls FINAL GROUP BY eventId');
  const lost = ids.size - rows.filter(({ eventId }) => ids.has(eventId)).length;
  const twice = rows.filter(({ times }) => Number(times) !== 1).length;
  if (lost > 0 || twice > 0 || rows.length !== ids.size)
    throw new Error(`after ${after}: ${lost} lost, ${twice} twice, ${rows.length - ids.size} too many`);
  const files = await ask("SELECT refused FROM fleet.loaded_files FINAL WHERE refused <> '{}'");
  const counted = files.reduce((sum, row) => sum + JSON.parse(row.refused)['not-json'].count, 0);
  if (counted !== refused)
    throw new Error(`after ${after}: ${counted} refused lines counted, not ${refused}`);
  const [{ stored }] = await ask('SELECT count() AS stored FROM fleet.calls');
  return Number(stored);
}

/** @returns the signal that ended it, or its exit code */
function startLoader() {
  const args = [
    'fleet',
    'load',
    at('spools'),
    '--clickhouse',
    `${address}/fleet`,
    '--format',
    'json',
    '--quiet',
  ];
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: folder,
  });
  running = child;
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      running = undefined;
      // 3: it counts lines that it refused.
      if (signal || code === 0 || code === 3) resolve(signal ?? code);
      else reject(new Error(`the loader ended with ${code}`));
    });
  });
}

function configure() {
  const paths = ['data', 'tmp'].map((name) => at(name));
  for (const path of paths) mkdirSync(path);
  writeFileSync(
    at('config.xml'),
    `<yandex>
  <logger><level>error</level><log>${at('server.log')}</log><errorlog>${at('error.log')}</errorlog></logger>
  <http_port>${httpPort}</http_port><tcp_port>${tcpPort}</tcp_port>
  <interserver_http_port>${interserverPort}</interserver_http_port>
  <listen_host>127.0.0.1</listen_host>
  <path>${paths[0]}/</path><tmp_path>${paths[1]}/</tmp_path>
  <mark_cache_size>268435456</mark_cache_size>
  <users_config>${at('users.xml')}</users_config>
  <default_profile>default</default_profile><default_database>default</default_database>
  <timezone>UTC</timezone>
</yandex>`,
  );
  writeFileSync(
    at('users.xml'),
    `<yandex><profiles><default/></profiles><quotas><default/></quotas><users><default>
  <password></password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>
</default></users></yandex>`,
  );
}

async function startServer() {
  server = spawn('clickhouse-server', ['--config-file', at('config.xml')], { stdio: 'ignore', cwd: folder });
  for (let attempt = 0; attempt < 200; attempt++) {
    await sleep(100);
    if (await ask('SELECT 1').catch(() => undefined)) return;
  }
  throw new Error('the server does not start');
}

async function restartServer() {
  const gone = new Promise((resolve) => server.once('close', resolve));
  server.kill('SIGKILL');
  await gone;
  await sleep(Math.random() * 1000);
  await startServer();
}

/** The tables of `fleet schema`, with what a server of 2018 knows. */
async function plainerTables() {
  const printed = execFileSync(process.execPath, [program, 'fleet', 'schema', 'fleet', '--format', 'json'], {
    cwd: folder,
  });
  for (const sql of JSON.parse(printed.toString()).statements) await ask(plainer(sql), '');
}

function plainer(sql) {
  const [, name] =
    /^CREATE (?:OR REPLACE VIEW|MATERIALIZED VIEW IF NOT EXISTS|TABLE IF NOT EXISTS) (\S+)/.exec(sql) ?? [];
  if (name !== undefined && !/ENGINE = Replacing/.test(sql))
    return `CREATE TABLE IF NOT EXISTS ${name} (x UInt8) ENGINE = Memory`;
  return sql
    .replace(/ COMMENT '(?:[^'\\]|\\.)*'/g, '')
    .replace(/\nCOMMENT '(?:[^'\\]|\\.)*'/, '')
    .replace(/\nSETTINGS .*/, '')
    .replace(/\nPARTITION BY .*/, '\nPARTITION BY substring(collectedAt, 1, 7)')
    .replace(/ DEFAULT substring.*/, '')
    .replace(/ReplacingMergeTree\(\w+\)/, 'ReplacingMergeTree()')
    .replaceAll("DateTime64(3, 'UTC')", 'String')
    .replaceAll('LowCardinality(String)', 'String')
    .replaceAll('Bool', 'UInt8');
}

async function ask(sql, format = ' FORMAT JSONEachRow') {
  const response = await fetch(address, { method: 'POST', body: `${sql}${format}` });
  const text = await response.text();
  if (!response.ok) throw new Error(`${sql.slice(0, 100)}: ${text}`);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
