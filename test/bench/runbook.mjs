// The whole runbook as one command, beside the runbook's own shell commands over the same home, in one run.
// node test/bench/runbook.mjs <evidence home> [repository…] (after npm run build)
// The shell side: rg or grep for the flag and its guard, find for transcripts, jq over each of them for tool calls and
// modes, jq for MCP servers, git reflog and log for each repository.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [home, ...repositories] = process.argv.slice(2);
if (home === undefined || !existsSync(join(home, '.claude/projects'))) {
  console.log('skipped: name an evidence home');
  process.exit(0);
}
const rounds = 5;
const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bench-runbook-'));
const search = has('rg') ? 'rg --no-messages --hidden --no-ignore -n' : 'grep -rns';
const calls = `jq -c 'select(.type=="assistant") | . as $r | .message.content[]? | select(.type=="tool_use") | [$r.timestamp, $r.sessionId, .name, (.input.command // .input.file_path // .input.url)]'`;
const shell = [
  `${search} -e dangerously-skip-permissions -e bypassPermissions '${home}'`,
  `${search} -e IS_SANDBOX '${home}'`,
  `find '${home}/.claude/projects' -name '*.jsonl' -size +0 | while read -r f; do ${calls} "$f"; done`,
  `find '${home}/.claude/projects' -name '*.jsonl' | while read -r f; do jq -r 'select(.permissionMode) | [.timestamp, .permissionMode] | @tsv' "$f"; done`,
  `jq '.mcpServers, (.projects[]? | .mcpServers)' '${home}/.claude.json'`,
  ...repositories.flatMap((path) => [
    `git -C '${path}' reflog --date=iso --all`,
    `git -C '${path}' log --all --date=iso --stat`,
    `git -C '${path}' fsck --unreachable --no-reflogs`,
  ]),
];

const ours = [];
const theirs = [];
try {
  for (let round = 0; round < rounds; round++) {
    ours.push(
      measure(process.execPath, [
        program,
        'report',
        '--home',
        home,
        '--quiet',
        '--output',
        join(folder, 'r.md'),
        ...repositories.flatMap((path) => ['--repo', path]),
      ]),
    );
    theirs.push(measure('sh', ['-c', shell.map((line) => `{ ${line}; } >/dev/null 2>&1`).join('; ')]));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const [one, many] = [
  median(ours.map(({ seconds }) => seconds)),
  median(theirs.map(({ seconds }) => seconds)),
];
console.log(
  JSON.stringify({
    megabytes: Math.round(sizeOf(join(home, '.claude/projects')) / 1e6),
    repositories: repositories.length,
    report: { seconds: one, peakMegabytes: Math.max(...ours.map(({ megabytes }) => megabytes)) },
    shellCommands: { seconds: many, commands: shell.length, search: search.split(' ')[0] },
    timesFaster: +(many / one).toFixed(1),
  }),
);

function measure(command, args) {
  const timed = existsSync('/usr/bin/time');
  const before = performance.now();
  const { stderr } = timed
    ? spawnSync('/usr/bin/time', ['-f', '%M', command, ...args], { encoding: 'utf8', maxBuffer: 2 ** 28 })
    : spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  const seconds = +((performance.now() - before) / 1000).toFixed(2);
  const kilobytes = timed ? Number(stderr.trim().split('\n').at(-1)) : Number.NaN;
  return { seconds, megabytes: Math.round(kilobytes / 1024) };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function has(name) {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

function sizeOf(path) {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
