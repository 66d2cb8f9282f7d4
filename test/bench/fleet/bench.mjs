// A fleet with planted incidents: what it costs to load, to hunt and to store, and whether every incident is found.
// node test/bench/fleet/bench.mjs [hosts] [calls] [folder with a fleet of generate.mjs] (after npm run build)
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { checkAnswers } from './check-answers.mjs';
import { generateFleet } from './generate.mjs';

const [hosts = '20000', calls = '2000000', given] = process.argv.slice(2);
const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fleet-bench-'));
const spools = given ?? join(folder, 'spools');
const database = join(folder, 'fleet.duckdb');

try {
  if (!existsSync(join(spools, 'planted.json'))) {
    mkdirSync(spools, { recursive: true });
    const made = generateFleet({ folder: spools, hosts: Number(hosts), calls: Number(calls) });
    writeFileSync(join(spools, 'planted.json'), JSON.stringify(made.planted));
    console.log(JSON.stringify({ generated: made.written }));
  }
  const hostNames = readdirSync(spools).filter((name) => !name.endsWith('.json'));
  const load = ['fleet', 'load', spools, '--database', database, '--format', 'json', '--quiet'];
  const first = measured(load);
  const rows = JSON.parse(first.stdout).rows.reduce((sum, { accepted }) => sum + accepted, 0);
  const again = measured(load);
  const hunts = measured(['fleet', 'hunt', 'all', '--database', database, '--format', 'json', '--quiet']);
  const report = measured([
    'fleet',
    'report',
    '--database',
    database,
    '--output',
    join(folder, 'report.md'),
    '--quiet',
  ]);
  const bytes = sizeOf(hostNames);
  console.log(
    JSON.stringify(
      {
        hosts: hostNames.length,
        rows,
        load: { ...first.cost, rowsPerCpuSecond: Math.round(rows / first.cost.cpuSeconds) },
        loadAgainWithNothingNew: again.cost,
        allHunts: hunts.cost,
        report: report.cost,
        bytesPerHost: { ...bytes, database: Math.round(statSync(database).size / hostNames.length) },
        ...checkAnswers(
          JSON.parse(readFileSync(join(spools, 'planted.json'), 'utf8')),
          JSON.parse(hunts.stdout).hunts,
        ),
      },
      null,
      2,
    ),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** By GNU time: wall and processor seconds, and the most memory that was held. */
function measured(argv) {
  const { stdout, stderr, status } = spawnSync(
    '/usr/bin/time',
    ['-f', '%e %U %S %M', process.execPath, program, ...argv],
    {
      encoding: 'utf8',
      maxBuffer: 1024 ** 3,
    },
  );
  if (status !== 0) throw new Error(stderr);
  const [wall, user, system, kilobytes] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  const cpuSeconds = Math.round((user + system) * 10) / 10;
  return { stdout, cost: { wallSeconds: wall, cpuSeconds, peakMegabytes: Math.round(kilobytes / 1024) } };
}

/** Of spools as they are, and as they are shipped, by a sample of two hundred. */
function sizeOf(hostNames) {
  const every = Math.max(1, Math.floor(hostNames.length / 200));
  const sample = hostNames.filter((_, index) => index % every === 0);
  let [plain, packed] = [0, 0];
  for (const name of sample) {
    for (const path of readdirSync(join(spools, name), { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.ndjson')) continue;
      const content = readFileSync(join(spools, name, path));
      plain += content.length;
      packed += gzipSync(content).length;
    }
  }
  return { spool: Math.round(plain / sample.length), spoolGzip: Math.round(packed / sample.length) };
}
