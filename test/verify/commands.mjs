// Compares what `explain` says with the labels of public command suites.
//   YOLO_TRIAGE_CORPUS=<folder with commands.ndjson> npm run verify:commands [-- --list [--reasons <file>]]
// `flagged` means a finding of level medium or higher, or a line that was not understood, which weighs as much. `--list` names every disagreement by a short hash of the
// command; the file says why, one `<hash> <reason>` a line: `error`, `policy` or `context`, then a note.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const corpus = process.env['YOLO_TRIAGE_CORPUS'];
if (!corpus || !existsSync(join(corpus, 'commands.ndjson'))) {
  console.log('verify:commands needs YOLO_TRIAGE_CORPUS, a folder with commands.ndjson; skipped');
  process.exit(0);
}

const parse = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const cases = parse(readFileSync(join(corpus, 'commands.ndjson'), 'utf8'));
const main = join(import.meta.dirname, '../../dist/main.js');
const answers = parse(
  // A line that was not understood ends it with 3; what counts is the answers.
  spawnSync(process.execPath, [main, 'explain', '--format', 'ndjson', '--quiet'], {
    input: cases.map(({ command }) => JSON.stringify({ command, cwd: '/home/dana/project' })).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, HOME: '/home/dana' },
  }).stdout,
);
if (answers.length !== cases.length) throw new Error(`${answers.length} answers to ${cases.length} commands`);

const flagged = ({ level }) => ['unknown', 'medium', 'high', 'critical'].includes(level);
const targets = {
  'nah risky': { atLeast: 90 },
  'dcg-corpus risky': { atLeast: 95 },
  'dcg-corpus ok': { atMost: 4 },
  'dippy-safe ok': { atMost: 2 },
};
const suites = new Map();
const disagreements = [];
for (const [index, { suite, label, category, command }] of cases.entries()) {
  const answer = answers[index];
  const key = `${suite} ${label}`;
  const counts = suites.get(key) ?? { all: 0, flagged: 0, unknown: 0 };
  suites.set(key, counts);
  counts.all += 1;
  if (flagged(answer)) counts.flagged += 1;
  if (answer.level === 'unknown') counts.unknown += 1;
  if (flagged(answer) !== (label === 'risky'))
    disagreements.push({ suite, label, category, command, answer });
}

let missed = 0;
for (const [key, { all, flagged: count, unknown }] of [...suites].sort()) {
  const share = (100 * count) / all;
  const { atLeast = 0, atMost = 100 } = targets[key] ?? {};
  const met = share >= atLeast && share <= atMost;
  if (!met) missed += 1;
  const target = atLeast > 0 ? `at least ${atLeast} %` : `at most ${atMost} %`;
  console.log(
    `${key}: ${count} of ${all} flagged, ${unknown} of them not understood, ${share.toFixed(1)} % (${target}) ${met ? 'ok' : 'MISSED'}`,
  );
}

if (process.argv.includes('--list')) {
  const reasons = readReasons();
  for (const { suite, label, category, command, answer } of disagreements) {
    const hash = createHash('sha256').update(command).digest('hex').slice(0, 10);
    const findings = answer.findings.map(({ queryId, level }) => `${queryId}:${level}`).join(' ');
    const reason = reasons.get(hash) ?? 'not judged yet';
    console.log([hash, suite, label, category, JSON.stringify(command), findings, reason].join('\t'));
  }
}
process.exitCode = missed > 0 ? 1 : 0;

function readReasons() {
  const at = process.argv.indexOf('--reasons');
  const file = at === -1 ? undefined : process.argv[at + 1];
  if (file === undefined) return new Map();
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return new Map(lines.map((line) => [line.split(/\s/)[0], line.replace(/^\S+\s+/, '')]));
}
