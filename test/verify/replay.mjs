// Does `replay` decide as Claude Code did?
//
// YOLO_TRIAGE_CORPUS names a folder with homes/*/.claude/projects. Two kinds of calls tell what was decided:
//   held back     the transcript says that the call was denied by a rule or a mode, or needed an approval it did not get;
//   went through  the call ran less than 400 ms after it was asked for, so nobody answered a prompt, and what decided
//                 is recorded: settings that a session read within a day and that speak of the tool, a mode that
//                 decides by itself, or a tool that only looks, inside the folder of the session.
// Settings are taken from what sessions of the same user read of them. Calls that a human answered say nothing, nor do
// those that a rule of an unrecorded file, or one granted for the session, may have approved.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const corpus = process.env.YOLO_TRIAGE_CORPUS;
if (!corpus || !existsSync(join(corpus, 'homes'))) {
  console.log('skipped: YOLO_TRIAGE_CORPUS is not set');
  process.exit(0);
}
const wanted = 0.95;
const atOnceMs = 400;
const dayMs = 86_400_000;
const heldBack =
  /^(?:Error: )?(?:Permission to use .{1,200} has been (?:auto-)?denied|Permission for this tool use was denied|Claude requested permissions|This command requires approval|This Bash command contains multiple operations)|requires approval|auto-denied in dontAsk/s;
const readers = new Set([
  'Read',
  'Grep',
  'Glob',
  'LS',
  'TodoWrite',
  'Task',
  'TaskCreate',
  'TaskUpdate',
  'BashOutput',
]);

const scratch = mkdtempSync(join(tmpdir(), 'verify-replay-'));
const kinds = new Map();
const misses = [];
try {
  for (const name of readdirSync(join(corpus, 'homes')).sort()) verifyHome(name, join(corpus, 'homes', name));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
report();

function verifyHome(name, home) {
  const { calls, settings } = readTranscripts(home);
  const plain = replay(home, []);
  const under = settings.map((found, index) => {
    const file = join(scratch, `${name}-${index}.json`);
    writeFileSync(file, found.text);
    const window = ['--since', iso(found.at - dayMs), '--until', iso(found.at + dayMs)];
    return { found, rows: replay(home, ['--settings', `${found.scope}=${file}`, ...window]) };
  });
  for (const [id, call] of calls) {
    const recorded = under.find(({ found, rows }) => rows.has(id) && applies(found, call));
    const row = recorded ? recorded.rows.get(id) : plain.get(id);
    const kind = row && kindOf(call, row, recorded);
    if (!kind) continue;
    const count = kinds.get(kind) ?? { right: 0, all: 0 };
    const right = kind.startsWith('held back') ? row.decision !== 'allow' : row.decision === 'allow';
    kinds.set(kind, { right: count.right + Number(right), all: count.all + 1 });
    if (!right) misses.push({ name, kind, call, row });
  }
}

function kindOf(call, row, recorded) {
  if (call.isError && heldBack.test(call.text)) return `held back${recorded ? ', settings recorded' : ''}`;
  if (call.isError || call.tookMs === undefined || call.tookMs >= atOnceMs) return undefined;
  if (recorded && speaksOf(recorded.found, call.tool)) return 'went through, settings recorded';
  if (row.mode === 'bypassPermissions') return 'went through, bypassPermissions';
  if (row.mode === 'acceptEdits' && /^(?:Edit|Write|MultiEdit)$/.test(call.tool))
    return 'went through, acceptEdits';
  return readers.has(call.tool) && staysInside(call) ? 'went through, only looks' : undefined;
}

function speaksOf({ text }, tool) {
  const rules = parsed(text)?.permissions?.allow ?? [];
  return rules.some((rule) => rule === tool || rule.startsWith(`${tool}(`));
}

function staysInside({ input, cwd }) {
  const path = input.file_path ?? input.path;
  return path === undefined || `${slashed(path)}/`.startsWith(`${slashed(cwd)}/`);
}

/** User settings apply to every folder of that user, those of a project to the folders below it. */
function applies({ scope, folder }, { cwd }) {
  const inside = `${slashed(cwd)}/`.startsWith(`${slashed(folder)}/`);
  return scope === 'user' ? inside || slashed(folder) === '/root' : inside;
}

function replay(home, args) {
  const argv = [
    'dist/main.js',
    'replay',
    '--home',
    home,
    '--format',
    'ndjson',
    '--no-redact',
    '--quiet',
    ...args,
  ];
  let out;
  try {
    out = execFileSync(process.execPath, argv, { encoding: 'utf8', maxBuffer: 1 << 30 });
  } catch (error) {
    if (error.status !== 3) throw error;
    out = error.stdout;
  }
  return new Map(
    out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map((row) => [row.id, row]),
  );
}

function readTranscripts(home) {
  const calls = new Map();
  const settings = [];
  for (const file of readdirSync(join(home, '.claude/projects'), { recursive: true })) {
    if (!file.endsWith('.jsonl')) continue;
    for (const line of readFileSync(join(home, '.claude/projects', file), 'utf8').split('\n')) {
      const record = parsed(line);
      if (!Array.isArray(record?.message?.content)) continue;
      for (const block of record.message.content) take(block, record, { calls, settings });
    }
  }
  for (const [id, call] of calls) if (call.text === undefined) calls.delete(id);
  return { calls, settings };
}

function take(block, record, { calls, settings }) {
  const at = Date.parse(record.timestamp);
  if (block?.type === 'tool_use' && !calls.has(block.id)) {
    calls.set(block.id, { tool: block.name, input: block.input ?? {}, askedAt: at, cwd: record.cwd ?? '' });
  }
  const call = block?.type === 'tool_result' ? calls.get(block.tool_use_id) : undefined;
  if (!call || call.text !== undefined) return;
  call.text = typeof block.content === 'string' ? block.content : JSON.stringify(block.content ?? '');
  call.isError = block.is_error === true;
  call.tookMs = at - call.askedAt;
  const place = /^(.*)\/\.claude\/(settings(?:\.local)?)\.json$/.exec(slashed(call.input.file_path ?? ''));
  if (call.tool !== 'Read' || !place) return;
  const text = call.text.replace(/<system-reminder>[\s\S]*$/, '').replace(/^ *\d+(?:→|\t)/gm, '');
  if (!parsed(text)) return;
  const user = /^(?:\/(?:home|Users)\/[^/]+|\/root|[A-Za-z]:\/Users\/[^/]+)$/.test(place[1]);
  const scope = place[2] === 'settings.local' ? 'local' : user ? 'user' : 'project';
  settings.push({ scope, folder: place[1], at, text });
}

function report() {
  let [right, all] = [0, 0];
  for (const [kind, count] of [...kinds].sort()) {
    console.log(
      `${kind.padEnd(34)} ${count.right} of ${count.all}  ${((100 * count.right) / count.all).toFixed(1)} %`,
    );
    right += count.right;
    all += count.all;
  }
  console.log(`${'all'.padEnd(34)} ${right} of ${all}  ${((100 * right) / all).toFixed(1)} %\n`);
  for (const { name, kind, call, row } of misses) {
    const what = `${call.tool} ${JSON.stringify(call.input.command ?? call.input.file_path ?? call.input).slice(0, 140)}`;
    console.log(`${name}: ${kind}: ${row.decision} by ${row.step} (${row.mode}, ${row.version}): ${what}`);
  }
  if (right / all < wanted) process.exitCode = 1;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function slashed(path) {
  return path.replaceAll('\\', '/');
}

function iso(at) {
  return new Date(at).toISOString();
}
