// Kills a collection ten times at random moments, goes on each time, and checks the bag with sha256sum and verify.
// node test/verify/collect-kill.mjs [files] (after npm run build)
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const files = Number(process.argv[2] ?? 3000);
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'collect-kill-'));
const home = join(folder, 'home/kim');
const bag = join(folder, 'bag');
const command = ['collect', bag, '--home', home, '--root', join(folder, 'home'), '--quiet'];
const elsewhere = { cwd: tmpdir() };

try {
  for (let index = 0; index < files; index++) {
    const project = join(home, '.claude/projects', `-p-${index % 20}`);
    mkdirSync(project, { recursive: true });
    writeFileSync(
      join(project, `${index}.jsonl`),
      `${JSON.stringify({ index, text: randomBytes(8000).toString('hex') })}\n`,
    );
  }
  repository(join(home, 'app'));
  const wholeMs = await timed(() => run(undefined));
  rmSync(bag, { recursive: true });
  let kills = 0;
  while (kills < 10) {
    const after = Math.random() * wholeMs;
    if (await run(after)) {
      kills += 1;
      if (existsSync(bag)) throw new Error('a killed run left a whole bag behind');
    } else {
      // It ended before the kill: begin anew.
      rmSync(bag, { recursive: true });
    }
  }
  if (await run(undefined)) throw new Error('the last run did not end by itself');
  const checked = execFileSync('sha256sum', ['--check', '--quiet', 'manifest-sha256.txt'], { cwd: bag });
  const verified = execFileSync(process.execPath, [program, 'verify', bag, '--format', 'json'], elsewhere);
  const listed = readFileSync(join(bag, 'manifest-sha256.txt'), 'utf8').trim().split('\n');
  const names = new Set(listed.map((line) => line.slice(66)));
  console.log(
    JSON.stringify({
      files,
      kills,
      listed: listed.length,
      distinct: names.size,
      sha256sum: checked.length === 0 ? 'all OK' : checked.toString(),
      problems: JSON.parse(verified.toString()).problems.length,
      uninterruptedMs: Math.round(wholeMs),
    }),
  );
  const copies = [...names].filter((name) => name.includes('/.claude/projects/-p-'));
  if (names.size !== listed.length || copies.length !== files)
    throw new Error('files are missing or doubled');
  const bundle = [...names].find((name) => name.endsWith('.bundle'));
  execFileSync('git', ['clone', '--quiet', join(bag, bundle), join(folder, 'clone')]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** With a session in it, so that it is collected. */
function repository(path) {
  mkdirSync(path, { recursive: true });
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=k', '-c', 'user.email=k@example.org', ...args], { cwd: path });
  git('init', '--quiet', '--initial-branch=main');
  for (let index = 0; index < 20; index++) {
    writeFileSync(join(path, `${index}.txt`), randomBytes(50_000));
    git('add', '.');
    git('commit', '--quiet', '--message', String(index));
  }
  const project = join(home, '.claude/projects/-app');
  mkdirSync(project, { recursive: true });
  const session = { type: 'user', sessionId: 'a', cwd: '/kim/app', timestamp: '2026-11-20T10:00:00.000Z' };
  writeFileSync(join(project, 'a.jsonl'), `${JSON.stringify(session)}\n`);
}

/** Whether the run was killed. */
function run(killAfterMs) {
  const child = spawn(process.execPath, [program, ...command], { stdio: 'ignore', ...elsewhere });
  const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

async function timed(action) {
  const before = performance.now();
  await action();
  return performance.now() - before;
}
