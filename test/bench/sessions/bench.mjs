// npm run bench:sessions: the inventory against what an analyst would use instead. Options, after `--`:
//   --sizes 60,140    megabytes of generated transcripts, one comparison each
//   --home <folder>   a home to read instead of generated ones
//   --rounds 5        interleaved rounds, of which medians are printed
//   --base <commit>   this program as it was there, built and measured beside
//   --large           four times the last size, a single transcript of that size, and a line of 300 MB
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builtBase } from './base.mjs';
import { generateFile, generateHome } from './generate.mjs';
import { compared, measure } from './measure.mjs';
import { peers, peerTools } from './peers.mjs';

const { values: given } = parseArgs({
  options: {
    sizes: { type: 'string', default: '60,140' },
    home: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    base: { type: 'string' },
    large: { type: 'boolean', default: false },
  },
});
const sizes = given.sizes.split(',').map(Number);
const rounds = Number(given.rounds);
const program = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-bench-'));

try {
  mkdirSync(join(folder, 'tools'));
  const tools = peerTools(join(folder, 'tools'));
  const base = given.base && builtBase(given.base, join(folder, 'base'));
  if (given.home) compare(resolve(given.home), { title: 'the home', tools, base });
  else for (const megabytes of sizes) generated(megabytes, { tools, base });
  if (given.large) large(sizes.at(-1) ?? 0);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function generated(megabytes, around) {
  const home = join(folder, 'home');
  const calls = generateHome(home, megabytes * 1e6);
  compare(home, { title: `${megabytes} MB of transcripts, ${calls} tool calls`, ...around });
  rmSync(home, { recursive: true });
}

function compare(home, { title, tools, base }) {
  const commands = {
    ...peers(home, tools),
    ...ours(program, home),
    ...(base && ours(base, home, `${given.base}: `)),
  };
  const results = compared(commands, {
    rounds,
    env: { ...process.env, CLAUDE_CONFIG_DIR: join(home, '.claude') },
  });
  console.log(
    `\n${title}, medians of ${rounds} interleaved rounds, Node ${process.versions.node}; × in processor time\n`,
  );
  const yardsticks = ['jq', 'ccusage', 'C reader'].filter((name) => results[name]);
  const heads = ['wall s', 'CPU s', ...yardsticks.map((name) => `× ${name}`), 'peak MB'];
  console.log(' '.repeat(30) + heads.map((head) => head.padStart(11)).join(''));
  for (const [name, { seconds, cpu, peakMegabytes }] of Object.entries(results)) {
    const ratios = yardsticks.map((yardstick) => cpu / results[yardstick].cpu);
    const cells = [seconds, cpu, ...ratios].map((figure) => figure.toFixed(2));
    console.log(
      name.padEnd(30) + [...cells, peakMegabytes.toFixed(0)].map((cell) => cell.padStart(11)).join(''),
    );
  }
}

function ours(entry, home, mark = '') {
  const run = (...options) => [process.execPath, entry, ...options, '--quiet', '--home', home];
  return {
    [`${mark}sessions (summary)`]: run('sessions', '--format', 'json'),
    [`${mark}sessions --format ndjson`]: run('sessions', '--format', 'ndjson'),
    [`${mark}report`]: run('report', '--format', 'json', '--output', '-'),
  };
}

function large(megabytes) {
  console.log('');
  const four = join(folder, 'four');
  generateHome(four, megabytes * 4e6, 3);
  report(`${megabytes * 4} MB, summary`, ['--home', four, '--format', 'json']);
  report(`${megabytes * 4} MB, ndjson`, ['--home', four, '--format', 'ndjson']);
  report(`${megabytes * 4} MB, ndjson | head -1`, ['--home', four, '--format', 'ndjson'], '| head -1');
  rmSync(four, { recursive: true });
  const single = join(folder, 'single.jsonl');
  generateFile(single, megabytes * 3.8e6, 4);
  report(`one transcript of ${megabytes * 3.8} MB`, ['--home', folder, single, '--format', 'ndjson']);
  rmSync(single);
  const line = join(folder, 'line.jsonl');
  longLine(line, 300);
  report('one line of 300 MB between two calls', ['--home', folder, line, '--format', 'ndjson']);
  rmSync(line);
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
