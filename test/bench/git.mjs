// Attribution and plan for a large repository, beside plain git on the same repository in the same run.
//
//   npm run bench:git [commits] [reflog entries]
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from './median.mjs';

const commits = Number(process.argv[2] ?? 50_000);
const entries = Number(process.argv[3] ?? 5_000);
const calls = 2_000;
const rounds = 3;
const wantedMs = 10_000;
const wantedMegabytes = 300;

const folder = mkdtempSync(join(tmpdir(), 'bench-git-'));
try {
  const repository = join(folder, 'repository');
  const home = join(folder, 'home');
  const ids = build(repository);
  record(home, repository, ids);
  const rows = {
    'yolo-triage git': () => timed(['dist/main.js', 'git', '--home', home, '--format', 'ndjson', '--quiet']),
    'yolo-triage rollback': () => timed(['dist/main.js', 'rollback', '--home', home, '--quiet']),
    'git reflog --all': () => plain(repository, ['reflog', '--all']),
    'git fsck --unreachable': () => plain(repository, ['fsck', '--unreachable', '--no-progress']),
  };
  const times = Object.fromEntries(Object.keys(rows).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(rows)) times[name].push(run());
  }
  console.log(`${commits} commits, ${entries} reflog entries, ${calls} tool calls; median of ${rounds}`);
  let failed = false;
  for (const [name, runs] of Object.entries(times)) {
    const ms = median(runs.map((run) => run.ms));
    const megabytes = Math.max(...runs.map((run) => run.megabytes));
    console.log(`${name.padEnd(24)} ${Math.round(ms)} ms  ${Math.round(megabytes)} MB`);
    if (name.startsWith('yolo') && (ms > wantedMs || megabytes > wantedMegabytes)) failed = true;
  }
  const exact = spawnSync(
    process.execPath,
    ['dist/main.js', 'git', '--home', home, '--format', 'ndjson', '--quiet'],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    },
  ).stdout.match(/"attribution":"exact"/g)?.length;
  console.log(`${exact} moves attributed exactly`);
  process.exitCode = failed || !exact ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Writes the history with fast-import, and the reflog by hand; gives the ids of the newest commits, oldest first. */
function build(repository) {
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', repository]);
  const begin = Date.parse('2026-01-01T00:00:00Z') / 1000;
  const stream = [];
  for (let number = 0; number < commits; number += 1) {
    const message = `Change ${number}`;
    const content = `content ${number}\n`;
    stream.push(
      `commit refs/heads/main\ncommitter Dana <dana@example.com> ${begin + number * 60} +0000\n`,
      `data ${message.length}\n${message}\n`,
      `M 644 inline folder${number % 97}/file${number % 1009}.txt\ndata ${content.length}\n${content}\n`,
    );
  }
  execFileSync('git', ['-C', repository, 'fast-import', '--quiet'], { input: stream.join('') });
  execFileSync('git', ['-C', repository, 'reset', '--quiet', '--hard', 'main']);
  const ids = execFileSync('git', ['-C', repository, 'rev-list', '--reverse', 'main'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
    .trim()
    .split('\n');
  const newest = ids.slice(-entries - 1);
  const lines = newest.slice(1).map((id, index) => {
    const number = commits - entries + index;
    return `${newest[index]} ${id} Dana <dana@example.com> ${begin + number * 60} +0000\tcommit: Change ${number}\n`;
  });
  for (const name of ['HEAD', 'refs/heads/main']) {
    mkdirSync(join(repository, '.git', 'logs', 'refs', 'heads'), { recursive: true });
    writeFileSync(join(repository, '.git', 'logs', name), lines.join(''));
  }
  return ids.slice(-calls).map((id, index) => ({
    id,
    number: commits - calls + index,
    at: begin + (commits - calls + index) * 60,
  }));
}

/** One session whose calls made the newest commits. */
function record(home, repository, made) {
  const lines = made.flatMap(({ id, number, at }) => {
    const common = { sessionId: 'bench', cwd: repository, version: '2.1.200', userType: 'external' };
    const call = `toolu_${number}`;
    const use = {
      type: 'tool_use',
      id: call,
      name: 'Bash',
      input: { command: `git commit -am 'Change ${number}'` },
    };
    const result = {
      type: 'tool_result',
      tool_use_id: call,
      content: `[main ${id.slice(0, 9)}] Change ${number}\n 1 file changed`,
    };
    return [
      {
        ...common,
        type: 'assistant',
        uuid: `a${number}`,
        timestamp: time(at - 1),
        message: { role: 'assistant', content: [use] },
      },
      {
        ...common,
        type: 'user',
        uuid: `u${number}`,
        timestamp: time(at + 1),
        message: { role: 'user', content: [result] },
      },
    ];
  });
  const project = join(home, '.claude', 'projects', 'bench');
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, 'bench.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function time(seconds) {
  return new Date(seconds * 1000).toISOString();
}

function timed(args) {
  return measured(process.execPath, args, resolve('.'));
}

function plain(repository, args) {
  return measured('git', args, repository);
}

function measured(program, args, cwd) {
  const started = process.hrtime.bigint();
  const run = spawnSync('/usr/bin/time', ['-f', 'peak %M', program, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  if (run.error) throw run.error;
  return { ms, megabytes: Number(/peak (\d+)/.exec(run.stderr)?.[1] ?? 0) / 1024 };
}
