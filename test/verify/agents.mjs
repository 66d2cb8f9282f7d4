// Counts calls, results and turns with prompts off in stores of other agents by nothing but parsed JSON, and compares
// them with what the program tells.
//
//   YOLO_TRIAGE_CORPUS=<folder with agents/<store>/.codex/sessions/…>  npm run verify:agents
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const corpus = process.env['YOLO_TRIAGE_CORPUS'];
if (!corpus) skip('YOLO_TRIAGE_CORPUS is not set: there are no sessions of other agents to count');
const folder = join(corpus, 'agents');
if (!existsSync(folder)) skip(`${corpus} holds no folder agents`);

const calling = new Set(['function_call', 'custom_tool_call', 'local_shell_call']);
const answering = new Set(['function_call_output', 'custom_tool_call_output']);
let isWrong = false;

for (const store of readdirSync(folder).sort()) {
  const home = join(folder, store);
  if (!existsSync(join(home, '.codex'))) continue;
  const expected = counted(home);
  const told = toldBy(home);
  for (const name of Object.keys(expected)) {
    const isRight = expected[name] === told[name];
    isWrong ||= !isRight;
    console.log(`${isRight ? 'ok   ' : 'WRONG'} ${store}: ${name} ${told[name]}, counted ${expected[name]}`);
  }
}
process.exit(isWrong ? 1 : 0);

function counted(home) {
  const calls = new Set();
  const results = new Set();
  const promptsOff = new Set();
  for (const record of records(join(home, '.codex'))) {
    const { type, call_id: id } = record.payload ?? {};
    if (record.type === 'response_item' && calling.has(type)) {
      calls.add(id);
      if (record.isOff) promptsOff.add(id);
    }
    if (record.type === 'response_item' && answering.has(type)) results.add(id);
  }
  return { calls: calls.size, results: results.size, 'calls with prompts off': promptsOff.size };
}

function* records(below) {
  for (const entry of readdirSync(below, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/^rollout-.*\.jsonl$/.test(entry.name)) continue;
    let isOff = false;
    for (const line of readFileSync(join(entry.parentPath, entry.name), 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      const record = JSON.parse(line);
      if (record.type === 'turn_context') isOff = isPromptsOff(record.payload);
      yield { ...record, isOff };
    }
  }
}

function isPromptsOff({ approval_policy: policy, sandbox_policy: sandbox = {} }) {
  return policy === 'never' && (sandbox.type ?? sandbox.mode) === 'danger-full-access';
}

function toldBy(home) {
  const main = resolve(import.meta.dirname, '../../dist/main.js');
  const args = [main, 'sessions', '--home', home, '--calls', '--format', 'ndjson'];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const rows = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter(({ agent }) => agent === 'codex');
  return {
    calls: rows.length,
    results: rows.filter(({ endedAt }) => endedAt !== undefined).length,
    'calls with prompts off': rows.filter(({ permissionMode }) => permissionMode === 'bypassPermissions')
      .length,
  };
}

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(0);
}
