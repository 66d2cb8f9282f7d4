// What a spool weighs and costs: what the writer takes for made-up rows; then, on every home below
// YOLO_TRIAGE_CORPUS/homes, bytes a call, a host and a day, as they are and packed, the time of a first run and of one
// over unchanged evidence, and the memory (after npm run build).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const writer = fileURLToPath(new URL('spool-writer.mjs', import.meta.url));
for (const rows of ['50000', '500000']) {
  console.log(
    spawnSync(process.execPath, [writer, rows], { stdio: ['ignore', 'pipe', 'inherit'] })
      .stdout.toString()
      .trim(),
  );
}

const corpus = process.env['YOLO_TRIAGE_CORPUS'];
if (corpus === undefined) {
  console.log('homes: skipped, YOLO_TRIAGE_CORPUS is not set');
  process.exit(0);
}
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'spool-bench-'));
const homes = readdirSync(join(corpus, 'homes')).map((name) => join(corpus, 'homes', name));
const titles = {
  report: 'report --spool --state, first run',
  reportAgain: 'report --spool --state, nothing new',
  sessions: 'sessions --spool --state, first run',
  sessionsAgain: 'sessions --spool --state, nothing new',
  plain: 'sessions --format ndjson',
};

try {
  const hosts = homes.map(measure);
  const bytes = sum(hosts, ({ weight }) => weight.bytes);
  const packed = sum(hosts, ({ weight }) => weight.packed);
  const days = sum(hosts, (host) => host.days);
  const calls = sum(hosts, (host) => host.streams.calls?.rows ?? 0);
  console.log(
    `${hosts.length} homes, ${mb(sum(hosts, ({ evidence }) => evidence))} of transcripts, ${calls} calls, ${days} days with calls`,
  );
  console.log(line('a home', bytes / hosts.length, packed / hosts.length));
  console.log(line('a day with calls', bytes / days, packed / days));
  for (const stream of Object.keys(hosts[0]?.streams ?? {})) {
    const all = hosts.map(({ streams }) => streams[stream]);
    const rows = sum(all, (given) => given.rows);
    if (rows === 0) continue;
    console.log(
      line(
        `a row of ${stream}`,
        sum(all, (given) => given.bytes) / rows,
        sum(all, (given) => given.packed) / rows,
        rows,
      ),
    );
  }
  console.log(line('the state', sum(hosts, ({ state }) => state) / hosts.length, 0));
  for (const name of ['report', 'reportAgain', 'sessions', 'sessionsAgain', 'plain']) {
    const cpu = sum(hosts, (host) => host.runs[name].cpuMs);
    const memory = Math.max(...hosts.map((host) => host.runs[name].peakMb));
    console.log(
      `${titles[name].padEnd(44)} ${(cpu / 1000).toFixed(1).padStart(7)} s of the processor  peak ${memory} MB`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(home, index) {
  const [spool, other] = [join(folder, `${index}-a`), join(folder, `${index}-b`)];
  const into = (target) => ['--spool', target, '--state', `${target}.state`, '--host-id', `host-${index}`];
  const runs = {
    report: run(['report', '--home', home, ...into(spool)]),
    reportAgain: run(['report', '--home', home, ...into(spool)]),
    sessions: run(['sessions', '--home', home, ...into(other)]),
    sessionsAgain: run(['sessions', '--home', home, ...into(other)]),
    plain: run(['sessions', '--home', home, '--format', 'ndjson']),
  };
  const streams = Object.fromEntries(readdirSync(spool).map((name) => [name, streamOf(join(spool, name))]));
  const weight = {
    bytes: sum(Object.values(streams), (s) => s.bytes),
    packed: sum(Object.values(streams), (s) => s.packed),
  };
  return {
    runs,
    streams,
    weight,
    days: daysOf(join(spool, 'calls')),
    state: statSync(`${spool}.state`).size,
    evidence: sizeOf(home),
  };
}

/** Processor time and memory, by the child's own account. */
function run(argv) {
  const made = spawnSync('/usr/bin/time', ['-f', '%U %S %M', process.execPath, program, ...argv, '--quiet'], {
    cwd: tmpdir(),
    maxBuffer: 1 << 30,
  });
  const [user, system, kilobytes] = made.stderr.toString().trim().split('\n').at(-1).split(' ').map(Number);
  return { cpuMs: (user + system) * 1000, peakMb: Math.round(kilobytes / 1024) };
}

function streamOf(path) {
  const files = readdirSync(path).map((name) => readFileSync(join(path, name)));
  return {
    rows: sum(files, (file) => file.toString('utf8').split('\n').length - 1),
    bytes: sum(files, (file) => file.length),
    packed: sum(files, (file) => gzipSync(file).length),
  };
}

function daysOf(calls) {
  const lines = readdirSync(calls).flatMap((name) =>
    readFileSync(join(calls, name), 'utf8').trim().split('\n'),
  );
  return new Set(lines.filter((text) => text !== '').map((text) => JSON.parse(text).at?.slice(0, 10))).size;
}

function sizeOf(home) {
  return sum(
    readdirSync(home, { recursive: true }).filter((name) => name.endsWith('.jsonl')),
    (name) => statSync(join(home, name)).size,
  );
}

function line(what, bytes, packed, rows) {
  const count = rows === undefined ? '' : `  (${rows})`;
  return `${what.padEnd(28)} ${number(bytes)} bytes  ${number(packed)} packed${count}`;
}

function number(bytes) {
  return Math.round(bytes).toLocaleString('en').padStart(11);
}

function mb(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}

function sum(list, of) {
  return list.reduce((total, item) => total + of(item), 0);
}
