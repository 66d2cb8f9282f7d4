// What happens when things go wrong: a full disk, a read-only one, evidence that changes while it is read, ten
// thousand sessions, a file system that fails. Each has to end with a message and an exit code, and nothing half done
// may look whole. node test/verify/faults.mjs (after npm run build; what needs root says so)
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const failReads = new URL('fail-reads.mjs', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'faults-'));
let failed = false;

try {
  const home = evidence('home', 200);
  onSmallDisk('a full disk', [], (disk) => {
    const { status, stderr } = run(['collect', join(disk, 'bag'), '--home', home]);
    check(
      'collect on a full disk',
      status === 2 && /cannot write/.test(stderr) && !existsSync(join(disk, 'bag')),
      { status, stderr },
    );
    const report = run(['report', '--home', home, '--format', 'json', '--output', join(disk, 'r.json')]);
    check(
      'report on a full disk',
      report.status === 2 && readdirSync(disk).every((name) => name !== 'r.json'),
      report,
    );
  });
  onSmallDisk('a read-only disk', ['ro'], (disk) => {
    for (const args of [
      ['collect', join(disk, 'bag')],
      ['report', '--output', join(disk, 'r.md')],
    ]) {
      const { status, stderr } = run([...args, '--home', home]);
      check(`${args[0]} on a read-only disk`, status === 2 && /cannot write/.test(stderr), {
        status,
        stderr,
      });
    }
  });
  await whileChanging(home);
  failingReads(home);
  tenThousandSessions();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

function evidence(name, sessions) {
  const home = join(folder, name);
  for (let index = 0; index < sessions; index++) {
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const project = join(home, '.claude/projects', `-home-dana-${index % 50}`);
    mkdirSync(project, { recursive: true });
    writeFileSync(
      join(project, `${id}.jsonl`),
      transcript(id, index)
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
  }
  return home;
}

function transcript(sessionId, index) {
  const common = {
    sessionId,
    cwd: '/home/dana/x',
    version: '2.1.240',
    timestamp: new Date(1.78e12 + index * 6e4).toISOString(),
  };
  return [
    {
      ...common,
      type: 'user',
      permissionMode: 'bypassPermissions',
      message: { role: 'user', content: 'x'.repeat(4000) },
    },
    {
      ...common,
      type: 'assistant',
      message: {
        role: 'assistant',
        content: [
          { type: 'tool_use', id: `toolu_${index}`, name: 'Bash', input: { command: `echo ${index}` } },
        ],
      },
    },
    {
      ...common,
      type: 'user',
      message: {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: `toolu_${index}`, content: 'ok' }],
      },
    },
  ];
}

function onSmallDisk(name, options, use) {
  const disk = join(folder, name.replaceAll(' ', '-'));
  mkdirSync(disk);
  const mounted = spawnSync('mount', [
    '-t',
    'tmpfs',
    '-o',
    ['size=256k', ...options].join(','),
    'tmpfs',
    disk,
  ]);
  if (mounted.status !== 0) return console.log(`${name}: skipped, mounting needs root`);
  try {
    use(disk);
  } finally {
    execFileSync('umount', [disk]);
  }
}

async function whileChanging(home) {
  const file = join(home, '.claude/projects/-home-dana-0/00000000-0000-4000-8000-000000000000.jsonl');
  for (const command of [
    ['report', '--output', '-'],
    ['collect', join(folder, 'live-bag')],
  ]) {
    const child = spawn(process.execPath, [program, ...command, '--home', home, '--quiet'], {
      stdio: 'ignore',
      cwd: folder,
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    const writer = setInterval(() => appendFileSync(file, `${JSON.stringify(transcript('x', 1)[0])}\n`), 1);
    const status = await ended;
    clearInterval(writer);
    check(`${command[0]} while the evidence changes`, [0, 1, 3].includes(status), { status });
  }
  const { status } = run(['verify', join(folder, 'live-bag')]);
  check('the bag of changing evidence is whole', status === 0, { status });
}

function failingReads(home) {
  for (const [every, slowMs] of [
    [3, 0],
    [50, 2],
  ]) {
    const env = {
      ...process.env,
      FAIL_EVERY: String(every),
      SLOW_MS: String(slowMs),
      NODE_OPTIONS: `--import=${failReads}`,
    };
    for (const command of [
      ['sessions', '--format', 'ndjson'],
      ['report', '--output', '-'],
    ]) {
      const { status, stderr } = run([...command, '--home', home], env);
      check(`${command[0]}, one read in ${every} fails`, [1, 2, 3].includes(status), {
        status,
        stderr: stderr.slice(0, 400),
      });
    }
  }
}

function tenThousandSessions() {
  const home = evidence('many', 10_000);
  const before = performance.now();
  const { status, stderr } = run(['report', '--home', home, '--output', join(folder, 'many.md')]);
  const seconds = ((performance.now() - before) / 1000).toFixed(1);
  check(
    `report over 10,000 sessions (${seconds} s)`,
    [1, 3].includes(status) && existsSync(join(folder, 'many.md')),
    { status, stderr: stderr.slice(0, 400) },
  );
}

function run(args, env = process.env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    cwd: folder,
    env,
    maxBuffer: 2 ** 28,
  });
  return { status, stdoutLength: stdout.length, stderr };
}

function check(name, isAsExpected, seen) {
  console.log(
    `${isAsExpected ? 'ok    ' : 'FAILED'} ${name}${isAsExpected ? '' : ` ${JSON.stringify(seen)}`}`,
  );
  failed ||= !isAsExpected;
}
