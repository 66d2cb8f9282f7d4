// Counts calls, results, outcomes, turns with prompts off and subagents in stores of other agents by nothing but parsed
// JSON, and compares them with what the program tells.
//
//   YOLO_TRIAGE_CORPUS=<folder with agents/<home>/.codex/sessions/…>  npm run verify:agents
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { stores } from './agent-stores/index.mjs';

const corpus = process.env['YOLO_TRIAGE_CORPUS'];
if (!corpus) skip('YOLO_TRIAGE_CORPUS is not set: there are no sessions of other agents to count');
const folder = join(corpus, 'agents');
if (!existsSync(folder)) skip(`${corpus} holds no folder agents`);

let isWrong = false;
for (const home of readdirSync(folder).sort()) {
  const path = join(folder, home);
  for (const { agent, files, count, areNamed } of stores) {
    const found = filesBelow(path).filter((file) => files.test(file));
    if (found.length === 0) continue;
    compare(`${home}, ${agent}`, count(found.map(read)), toldBy(path, agent, areNamed ? found : []));
  }
}
process.exit(isWrong ? 1 : 0);

function compare(name, counted, told) {
  for (const [what, expected] of Object.entries(counted)) {
    const isRight = expected === told[what];
    isWrong ||= !isRight;
    console.log(`${isRight ? 'ok   ' : 'WRONG'} ${name}: ${told[what]} ${what}, counted ${expected}`);
  }
}

function filesBelow(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function read(file) {
  return { path: file, name: basename(file), text: readFileSync(file, 'utf8') };
}

function toldBy(home, agent, named) {
  const rows = run(['sessions', ...named, '--home', home, '--calls', '--format', 'ndjson'])
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter((row) => row.agent === agent);
  const having = (name, value) => rows.filter((row) => row[name] === value).length;
  return {
    calls: rows.length,
    results: rows.filter(({ endedAt }) => endedAt !== undefined).length,
    'calls that succeeded': having('outcome', 'succeeded'),
    'calls that failed': having('outcome', 'failed'),
    'calls that were denied': having('outcome', 'denied'),
    'calls with prompts off': having('permissionMode', 'bypassPermissions'),
    'calls that nobody was asked about': having('recordedMode', 'auto-approved'),
    'calls of subagents': rows.filter(({ agentId }) => agentId !== undefined).length,
    subagents: new Set(rows.flatMap(({ agentId }) => agentId ?? [])).size,
  };
}

function run(args) {
  const main = resolve(import.meta.dirname, '../../dist/main.js');
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 }).stdout;
}

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
