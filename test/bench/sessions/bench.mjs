// npm run bench:sessions: the inventory against what an analyst would use instead, over generated transcripts.
// YOLO_TRIAGE_BENCH_MB (default 1000) and YOLO_TRIAGE_BENCH_ROUNDS (default 5) set size and rounds;
// YOLO_TRIAGE_BENCH_LARGE=1 adds four times the size, a single transcript of that size, and a line of 300 MB.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../median.mjs';
import { generateFile, generateHome } from './generate.mjs';

const megabytes = Number(process.env.YOLO_TRIAGE_BENCH_MB ?? 1000);
const rounds = Number(process.env.YOLO_TRIAGE_BENCH_ROUNDS ?? 5);
const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const readline = fileURLToPath(new URL('./readline.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-bench-'));

try {
  const home = join(folder, 'home');
  const calls = generateHome(home, megabytes * 1e6);
  console.log(
    `${megabytes} MB of transcripts, ${calls} tool calls, medians of ${rounds} interleaved rounds\n`,
  );
  compare(home);
  if (process.env.YOLO_TRIAGE_BENCH_LARGE) large();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function compare(home) {
  const each = (command) => `find ${home} -name '*.jsonl' -print0 | xargs -0 ${command}`;
  const runs = {
    cat: ['sh', '-c', `${each('cat')} > /dev/null`],
    'wc -l': ['sh', '-c', `${each('cat')} | wc -l`],
    jq: [
      'sh',
      '-c',
      `${each(`jq -c 'select(.type=="assistant") | .message.content[]? | select(.type=="tool_use") | {name, input}'`)} > /dev/null`,
    ],
    ...(has('rg') && {
      'rg -c tool_use': ['sh', '-c', `rg -c --no-ignore --hidden tool_use ${home} > /dev/null`],
    }),
    'readline + JSON.parse': ['node', readline, home],
    ...ccusage(),
    'sessions --format ndjson': [
      'sh',
      '-c',
      `node ${program} sessions --quiet --home ${home} --format ndjson > /dev/null`,
    ],
    'sessions (summary)': [
      'sh',
      '-c',
      `node ${program} sessions --quiet --home ${home} --format json > /dev/null`,
    ],
  };
  const results = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  const environment = { ...process.env, CLAUDE_CONFIG_DIR: join(home, '.claude') };
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, command] of Object.entries(runs)) results[name].push(measure(command, environment));
  }
  const jq = median(results.jq.map(({ seconds }) => seconds));
  console.log('                             wall s  against jq   CPU s   peak MB');
  for (const [name, measured] of Object.entries(results)) {
    const seconds = median(measured.map((one) => one.seconds));
    const cpu = median(measured.map((one) => one.cpu));
    const peak = median(measured.map((one) => one.peakMegabytes));
    console.log(
      `${name.padEnd(28)}${seconds.toFixed(2).padStart(7)}${`${(jq / seconds).toFixed(1)} ×`.padStart(12)}${cpu.toFixed(2).padStart(8)}${peak.toFixed(0).padStart(10)}`,
    );
  }
}

function large() {
  const four = join(folder, 'four');
  generateHome(four, megabytes * 4e6, 3);
  report(`${megabytes * 4} MB, summary`, ['--home', four, '--format', 'json']);
  report(`${megabytes * 4} MB, ndjson`, ['--home', four, '--format', 'ndjson']);
  rmSync(four, { recursive: true });
  const single = join(folder, 'single.jsonl');
  generateFile(single, megabytes * 3.8e6, 4);
  report(`one transcript of ${megabytes * 3.8} MB`, ['--home', folder, single, '--format', 'ndjson']);
  rmSync(single);
  const line = join(folder, 'line.jsonl');
  longLine(line, 300);
  report('one line of 300 MB between two calls', ['--home', folder, line, '--format', 'ndjson']);
  rmSync(line);
  report(
    `${megabytes} MB, ndjson | head -1`,
    ['--home', join(folder, 'home'), '--format', 'ndjson'],
    '| head -1',
  );
}

function longLine(path, size) {
  const call = (id) =>
    `{"type":"assistant","message":{"content":[{"type":"tool_use","id":"${id}","name":"Bash","input":{"command":"ls"}}]}}\n`;
  writeFileSync(path, `${call('toolu_1')}{"type":"user","message":{"role":"user","content":"`);
  for (let n = 0; n < size; n += 1) appendFileSync(path, 'x'.repeat(1e6));
  appendFileSync(path, `"}}\n${call('toolu_2')}`);
}

function report(name, options, pipe = '') {
  const command = ['node', program, 'sessions', '--quiet', ...options].join(' ');
  const { seconds, cpu, peakMegabytes, status } = measure([
    'bash',
    '-c',
    `set -o pipefail; ${command} ${pipe}`,
  ]);
  const figures = `${seconds.toFixed(2)} s, CPU ${cpu.toFixed(2)} s, peak ${peakMegabytes.toFixed(0)} MB`;
  console.log(`${name}: ${figures}, exit ${status}`);
}

/** GNU time knows the peak over all of a command's processes. */
function measure([command, ...args], env = process.env) {
  const stdio = ['ignore', 'ignore', 'pipe'];
  const { stderr } = spawnSync('/usr/bin/time', ['-f', '%e %U %S %M %x', command, ...args], {
    stdio,
    env,
    encoding: 'utf8',
  });
  const [seconds, user, system, kilobytes, status] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { seconds, cpu: user + system, peakMegabytes: kilobytes / 1000, status };
}

/** The newest version whose native part can be installed here. */
function ccusage() {
  const tool = join(folder, 'ccusage');
  mkdirSync(tool);
  for (const version of ['latest', '20.0.24']) {
    const install = ['install', '--silent', '--no-save', '--prefix', tool, `ccusage@${version}`];
    spawnSync('npm', install, { cwd: tool, stdio: 'ignore' });
    const bin = join(tool, 'node_modules', '.bin', 'ccusage');
    const { status, stdout } = spawnSync(bin, ['--version'], { encoding: 'utf8' });
    if (status === 0) return { [stdout.trim()]: [bin, 'daily', '--offline', '--json'] };
  }
  console.log('ccusage cannot be installed here and is left out');
  return {};
}

function has(command) {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
