// Runs the shipped rsyslog configurations for real, sender and receiver, without privileges and on loopback: from the
// files of a spool to the files of the received spool, line by line, over new files, a deletion, restarts and a crash.
// node test/verify/rsyslog.mjs [rows]
import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = '/usr/sbin/rsyslogd';
const rows = Number(process.argv[2] ?? 20_000);
const streams = ['calls', 'findings'];

const moduleOf = (name) =>
  ['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/rsyslog/${name}.so`);
if (!existsSync(program) || !moduleOf('omrelp').some((path) => existsSync(path))) {
  console.log('skipped: no rsyslogd with RELP here (Debian: apt-get install rsyslog rsyslog-relp)');
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'rsyslog-'));
const at = (...parts) => join(folder, ...parts);
const children = new Map();

try {
  for (const name of ['spool', 'received', 'sender', 'receiver', 'tls']) mkdirSync(at(name));
  for (const stream of streams) mkdirSync(at('spool', stream));
  certificates();
  const port = await freePort();
  configure('rsyslog.conf', 'sender.conf', [
    ['/var/spool/yolo-triage', at('spool')],
    ['/var/spool/rsyslog', at('sender')],
    ['target="collector.example.org"', 'target="localhost"'],
    ['port="6514"', `port="${port}"`],
    ['tls.permittedPeer=["collector.example.org"]', 'tls.permittedPeer=["localhost"]'],
    // A laptop waits five seconds between attempts.
    ['action.resumeInterval="5"', 'action.resumeInterval="1"'],
  ]);
  configure('rsyslog-receiver.conf', 'receiver.conf', [
    ['/srv/yolo-triage/spool', at('received')],
    ['port="6514"', `port="${port}"`],
  ]);

  const sent = new Map(streams.map((stream) => [stream, []]));
  /** As a run does: a file gets its name when it is whole. */
  const publish = (part) => {
    const [from, to] = [Math.floor((rows * (part - 1)) / 8), Math.floor((rows * part) / 8)];
    for (const stream of streams) {
      const lines = Array.from({ length: to - from }, (_, index) => row(stream, from + index));
      sent.get(stream).push(...lines);
      const path = at('spool', stream, `host-${part}-1.ndjson`);
      writeFileSync(`${path}.open`, `${lines.join('\n')}\n`);
      renameSync(`${path}.open`, path);
    }
  };

  // Published before anything runs, then while it runs.
  publish(1);
  start('receiver');
  start('sender');
  await settle(sent, 'the first file');
  publish(2);
  publish(3);
  await settle(sent, 'further files');
  // What is shipped may be deleted.
  for (const stream of streams) rmSync(at('spool', stream, 'host-1-1.ndjson'));
  publish(4);
  await settle(sent, 'a deletion');
  const beforeRestarts = duplicates(sent);
  // Both stop and start again; files are published while they are away.
  await stop('sender', 'SIGTERM');
  publish(5);
  start('sender');
  await settle(sent, 'a restart of the sender');
  await stop('receiver', 'SIGTERM');
  publish(6);
  await sleep(2000);
  start('receiver');
  await settle(sent, 'a restart of the receiver');
  // The sender crashes in the middle of its work.
  publish(7);
  await sleep(50);
  await stop('sender', 'SIGKILL');
  publish(8);
  start('sender');
  await settle(sent, 'a crash of the sender');

  const report = {
    version: execFileSync(program, ['-v']).toString().split('\n')[0],
    streams: streams.length,
    rows: rows * streams.length,
    lost: 0,
    changed: 0,
    twiceBeforeRestarts: beforeRestarts,
    twiceAfterRestartsAndCrash: duplicates(sent),
  };
  for (const stream of streams) {
    const wanted = new Set(sent.get(stream));
    const got = received(stream);
    report.changed += got.filter((line) => !wanted.has(line)).length;
    const have = new Set(got);
    report.lost += sent.get(stream).filter((line) => !have.has(line)).length;
  }
  console.log(JSON.stringify(report));
  if (report.lost || report.changed || beforeRestarts)
    throw new Error('what was received is not what was sent');
} finally {
  for (const child of children.values()) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

/** A row like those of the spool; some are long, some carry what a syslog daemon could trip over. */
function row(stream, index) {
  const hostile = [
    '',
    '%msg% %$!all-json% <13>1 - - - - - x',
    'tab\\t bell\\u0007 escape\\u001b[31m',
    '\\u202e bidi ‮ 😀 ü',
    'x'.repeat(200_000),
  ];
  const text = index % 1000 === 7 ? hostile[4] : hostile[index % 4];
  return `{"eventId":"${stream}-${index}","at":"2026-11-20T12:00:00.000Z","argument":"${text}"}`;
}

async function settle(sent, after) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const missing = streams.map((stream) => sent.get(stream).length - new Set(received(stream)).size);
    if (missing.every((count) => count <= 0)) return;
    if (Date.now() > deadline) throw new Error(`after ${after}, ${missing.join(' and ')} rows are missing`);
    await sleep(200);
  }
}

function duplicates(sent) {
  return streams.reduce((sum, stream) => sum + received(stream).length - sent.get(stream).length, 0);
}

function received(stream) {
  return readdirSync(at('received'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes(`/${stream}/`) && path.endsWith('.ndjson'))
    .flatMap((path) => readFileSync(at('received', path), 'utf8').split('\n').filter(Boolean));
}

function configure(shipped, name, replacements) {
  let text = readFileSync(
    fileURLToPath(new URL(`../../fleet/transport/${shipped}`, import.meta.url)),
    'utf8',
  );
  for (const [from, to] of [...replacements, ['/etc/ssl/yolo-triage', at('tls')]]) {
    if (!text.includes(from)) throw new Error(`${shipped} does not hold ${from}`);
    text = text.replaceAll(from, to);
  }
  writeFileSync(at(name), text);
  execFileSync(program, ['-N1', '-f', at(name)], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function start(name) {
  const child = spawn(program, ['-n', '-f', at(`${name}.conf`), '-i', at(`${name}.pid`)], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  children.set(name, child);
}

function stop(name, signal) {
  const child = children.get(name);
  children.delete(name);
  return new Promise((resolve) => {
    child.on('close', resolve);
    child.kill(signal);
  });
}

/** A certificate authority of this run, and a certificate for each side. */
function certificates() {
  const openssl = (...words) => execFileSync('openssl', words, { cwd: at('tls'), stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc', '-days', '2'];
  const request = ['req', '-x509', ...key];
  openssl(...request, '-subj', '/CN=test authority', '-keyout', 'ca-key.pem', '-out', 'ca.pem');
  const extensions = ['subjectAltName=DNS:localhost', 'basicConstraints=critical,CA:FALSE'];
  const signed = ['-subj', '/CN=localhost', '-CA', 'ca.pem', '-CAkey', 'ca-key.pem'];
  const added = extensions.flatMap((extension) => ['-addext', extension]);
  for (const side of ['laptop', 'collector'])
    openssl(...request, ...signed, ...added, '-keyout', `${side}-key.pem`, '-out', `${side}.pem`);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
