// Checks the attribution of commits against a table of commits and the tool calls whose results printed their ids.
//
//   YOLO_TRIAGE_CORPUS=<folder with commits.tsv and homes/>  YOLO_TRIAGE_REPOSITORIES=<folder with <owner>+<name>/…>
//   npm run verify:commits [-- <git folder of others>…]
//
// Each git folder that is given, as an argument or in YOLO_TRIAGE_FOREIGN_REPOSITORIES (separated by colons), is cloned and
// worked in by a session that cannot have made any of its commits: none may be claimed for it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { claimsOfForeign } from './commits/foreign.mjs';

const wanted = 0.98;
const isForeignRight = checkForeign();
const corpus = process.env['YOLO_TRIAGE_CORPUS'];
const mirrors = process.env['YOLO_TRIAGE_REPOSITORIES'];
if (!corpus) skip('YOLO_TRIAGE_CORPUS is not set: there are no transcripts to attribute commits with');
if (!existsSync(join(corpus, 'commits.tsv'))) skip(`${corpus} holds no commits.tsv`);
const rows = readTable(join(corpus, 'commits.tsv'));
const names = [...new Set(rows.map(({ repository }) => repository))];
if (!mirrors) skip(`YOLO_TRIAGE_REPOSITORIES is not set; it must hold ${names.map(folderName).join(', ')}`);

const calls = recordedCalls();
const attributed = new Map();
for (const name of names) {
  const folder = gitFolder(name);
  if (!folder) console.log(`${name}: not under ${mirrors}, its commits are left out`);
  else for (const home of homesOf(name)) attributeAll(name, home, folder);
}

const expected = new Map();
let withoutRepository = 0;
let withoutTranscript = 0;
let withMaskedId = 0;
for (const row of rows) {
  if (!gitFolder(row.repository)) withoutRepository += 1;
  else if (!calls.has(row.tool_use_id)) withoutTranscript += 1;
  else if (!calls.get(row.tool_use_id).some((text) => text.includes(row.sha_in_transcript)))
    withMaskedId += 1;
  else
    expected.set(row.sha, {
      ...row,
      calls: new Set([...(expected.get(row.sha)?.calls ?? []), row.tool_use_id]),
    });
}
const misses = [];
const wrong = [];
let unreachable = 0;
for (const [sha, row] of expected) {
  const found = attributed.get(sha);
  if (found?.attribution !== 'exact') misses.push({ row, found });
  else if (!row.calls.has(found.toolCallId)) wrong.push({ row, found });
  else if (row.reachable_from_HEAD === 'no') unreachable += 1;
}
const right = expected.size - misses.length - wrong.length;
console.log(
  `${rows.length} rows; left out: ${withoutRepository} without repository, ${withoutTranscript} whose call stands in no transcript, ${withMaskedId} whose id the transcript no longer holds`,
);
console.log(
  `${expected.size} commits to attribute: ${right} exact to the right call (${unreachable} of them not reachable from HEAD), ${wrong.length} to a wrong one, ${misses.length} not exact`,
);
for (const { row, found } of wrong)
  console.log(
    `wrong: ${row.repository} ${row.sha} is by ${[...row.calls]}, attributed to ${found.toolCallId}`,
  );
for (const { row, found } of misses)
  console.log(
    `missed: ${row.repository} ${row.sha} by ${[...row.calls]}: ${found?.attribution ?? 'no such move'} ${found?.toolCallId ?? ''}`,
  );
if (expected.size === 0) skip('nothing to check');
process.exitCode = isForeignRight && wrong.length === 0 && right / expected.size >= wanted ? 0 : 1;

/** Whether no commit of others is claimed, and every own one is; also where there is nothing to look at. */
function checkForeign() {
  const named = process.env['YOLO_TRIAGE_FOREIGN_REPOSITORIES']?.split(delimiter) ?? [];
  const folders = [...process.argv.slice(2), ...named].filter((folder) => folder !== '');
  if (folders.length === 0) console.log('commits of others skipped: no git folder is named');
  let isRight = true;
  for (const folder of folders) {
    for (const isOwn of [true, false]) {
      const { commits, served, merges, claimed, missed } = claimsOfForeign(resolve(folder), isOwn);
      const what = `${commits} commits of others (${served} made by the service, ${merges} merges)`;
      console.log(
        `${folder}, ${isOwn ? 'with' : 'without'} commits of the session: ${what}, ${claimed.length} claimed for the agent; ${missed.length} of its own missed`,
      );
      for (const sha of [...claimed, ...missed]) console.log(`  wrong: ${sha}`);
      isRight &&= claimed.length + missed.length === 0;
    }
  }
  return isRight;
}

function attributeAll(name, home, folder) {
  const run = spawnSync(
    process.execPath,
    ['dist/main.js', 'git', '--home', home, '--since', '2000-01-01', '--format', 'ndjson', '--quiet', folder],
    { encoding: 'utf8', maxBuffer: 1 << 30 },
  );
  if (![0, 1, 3].includes(run.status)) throw new Error(`yolo-triage failed for ${name}: ${run.stderr}`);
  for (const line of run.stdout.split('\n').filter((text) => text !== '')) {
    const move = JSON.parse(line);
    const before = attributed.get(move.sha);
    if (before?.attribution !== 'exact') attributed.set(move.sha, move);
  }
}

/** The homes in which a session of the table stands; the repository is tried with each. */
function homesOf(name) {
  const ids = new Set(rows.filter(({ repository }) => repository === name).map((row) => row.tool_use_id));
  return homeFolders().filter((home) =>
    transcriptsOf(home).some((text) => [...ids].some((id) => text.includes(id))),
  );
}

function homeFolders() {
  const folder = join(corpus, 'homes');
  return readdirSync(folder).map((name) => join(folder, name));
}

function transcriptsOf(home) {
  return readdirSync(join(home, '.claude', 'projects'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => readFileSync(join(home, '.claude', 'projects', file), 'utf8'));
}

/** Lines that hold the result of a call of the table, by its id: only what is there can be attributed. */
function recordedCalls() {
  const ids = new Set(rows.map((row) => row.tool_use_id));
  const found = new Map();
  for (const text of homeFolders().flatMap(transcriptsOf)) {
    for (const line of text.split('\n')) {
      for (const [, id] of line.matchAll(/"tool_use_id":"(toolu_\w+)"/g)) {
        if (ids.has(id)) found.set(id, [...(found.get(id) ?? []), line]);
      }
    }
  }
  return found;
}

function gitFolder(name) {
  const folder = join(resolve(mirrors), folderName(name));
  return ['', 'repo', '.git']
    .map((part) => join(folder, part))
    .find((path) => existsSync(join(path, 'HEAD')));
}

function folderName(name) {
  return name.replace('/', '+');
}

function readTable(path) {
  const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return lines.map((line) =>
    Object.fromEntries(line.split('\t').map((value, index) => [columns[index], value])),
  );
}

function skip(reason) {
  console.log(`skipped: ${reason}`);
  process.exit(isForeignRight ? 0 : 1);
}
