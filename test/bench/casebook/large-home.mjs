// A home of any number of calls, as a busy one has them: many small changes, long results, now and then a finding.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const callsOfSession = 250;
const start = Date.parse('2026-09-01T08:00:00.000Z');
const words =
  'ledger account balance index parser token stream buffer worker result cache route table schema'.split(' ');

/** Numbers that look like chance and are always the same. */
function numbersFrom(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/**
 * @param {string} home an empty folder
 * @param {number} calls
 * @param {{ isNoise?: boolean }} settings `isNoise`: texts are long, and nothing packs them
 */
export function layOutLargeHome(home, calls, { isNoise = false } = {}) {
  const next = numbersFrom(calls);
  const sentence = isNoise ? (length) => noise(next, length * 6) : (length) => plainSentence(next, length);
  const folder = join(home, '.claude/projects/-home-dana-src-ledger');
  mkdirSync(folder, { recursive: true });
  for (let first = 0, session = 0; first < calls; first += callsOfSession, session += 1) {
    const id = `5e55${String(session).padStart(4, '0')}-0000-4000-8000-000000000000`;
    const lines = linesOf(id, Math.min(callsOfSession, calls - first), { session, next, sentence });
    writeFileSync(join(folder, `${id}.jsonl`), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  }
}

function linesOf(sessionId, calls, { session, next, sentence }) {
  const begin = start + session * 7_200_000;
  const common = (at) => ({
    sessionId,
    cwd: '/home/dana/src/ledger',
    gitBranch: 'main',
    version: '2.1.240',
    timestamp: new Date(begin + at).toISOString(),
    permissionMode: session % 3 === 0 ? 'bypassPermissions' : 'default',
  });
  return Array.from({ length: calls }, (_, call) => {
    const at = call * 20_000;
    const id = `toolu_${session}_${call}_${next(1_000_000_000).toString(36)}`;
    const { name, input, result } = callOf(call, { next, sentence });
    const prompt = {
      type: 'user',
      ...common(at),
      message: { role: 'user', content: `Please ${sentence(12)}` },
    };
    const use = {
      type: 'assistant',
      ...common(at + 1000),
      message: { role: 'assistant', content: [{ type: 'tool_use', id, name, input }] },
    };
    const end = {
      type: 'user',
      ...common(at + 3000),
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: result }] },
    };
    return call % 15 === 0 ? [prompt, use, end] : [use, end];
  }).flat();
}

function callOf(call, { next, sentence }) {
  const file = `/home/dana/src/ledger/src/${words[next(words.length)]}-${next(300)}.ts`;
  const result = Array.from({ length: 2 + next(12) }, () => sentence(9)).join('\n');
  if (call % 97 === 96) return bash(`rm -rf /home/dana/${words[next(words.length)]}-${next(900)}`, '');
  if (call % 2 === 0) return { name: 'Read', input: { file_path: file }, result };
  if (call % 3 === 0)
    return {
      name: 'Edit',
      input: { file_path: file, old_string: sentence(30), new_string: sentence(40) },
      result,
    };
  return bash(`npx vitest run ${file} --reporter ${words[next(words.length)]} # ${sentence(6)}`, result);
}

function bash(command, result) {
  return { name: 'Bash', input: { command }, result };
}

function plainSentence(next, length) {
  return Array.from(
    { length },
    () => `${words[next(words.length)]}${next(7) === 0 ? next(100_000) : ''}`,
  ).join(' ');
}

function noise(next, words) {
  return Array.from({ length: words }, () => next(2_000_000_000).toString(36)).join(' ');
}
