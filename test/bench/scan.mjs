// How long `scan` takes beside ripgrep and a plain loop, on a tree made of installed packages.
//
//   npm run bench:scan              builds a tree of 200,000 files and 3 GB, measures, deletes it
//   BENCH_TREE=<dir> npm run …      measures on a tree that exists, and keeps it
//
// Everything is measured in one run, in interleaved rounds, with a warm cache; the medians are compared.
// Needs ripgrep (`rg` in the path, e.g. Debian's package); without it, its two rows are left out and said to be.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const root = dirname(dirname(dirname(here)));
const flag = 'dangerously-skip-permissions';
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const leastFiles = 200_000;
const leastBytes = 3e9;

if (process.argv[2] === 'loop') await loop(process.argv[3]);
else await bench();

async function bench() {
  const given = process.env.BENCH_TREE;
  const tree = given ?? mkdtempSync(join(tmpdir(), 'yolo-triage-bench-'));
  try {
    if (!given) build(tree);
    await measure(tree);
  } finally {
    if (!given) rmSync(tree, { recursive: true, force: true });
  }
}

/** Copies the installed packages until the tree is large enough; every copy is a file of its own. */
function build(tree) {
  const sources = [join(root, 'node_modules'), join(dirname(process.execPath), '..', 'lib', 'node_modules')];
  let files = 0;
  let bytes = 0;
  const filter = (path) => {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink() || (stat.isFile() && stat.size > 2 * 1024 * 1024)) return path === sources[0];
    if (stat.isFile()) {
      files += 1;
      bytes += stat.size;
    }
    return true;
  };
  for (let copy = 0; files < leastFiles || bytes < leastBytes; copy += 1) {
    for (const [index, source] of sources.entries()) {
      cpSync(source, join(tree, `copy-${copy}`, `packages-${index}`, 'node_modules'), {
        recursive: true,
        filter,
        dereference: true,
      });
    }
  }
  plant(tree);
  console.log(`tree: ${files.toLocaleString('en')} files, ${(bytes / 1e9).toFixed(2)} GB`);
}

/** Eight places, most of them where a plain \`rg\` does not look. */
function plant(tree) {
  const places = {
    'run.sh': `#!/bin/sh\nclaude --${flag}\n`,
    '.bashrc': `alias yolo='claude --${flag}'\n`,
    '.claude/agents/a.md': `---\nname: a\npermissionMode: bypassPermissions\n---\nnot --${flag}\n`,
    '.github/workflows/a.yml': `jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: claude --${flag}\n`,
    '.vscode/tasks.json': `{ "tasks": [{ "command": "claude --${flag}" }] }\n`,
    'logs/build.log': `claude --${flag}\n`,
    '.env': `FLAGS=--${flag}\n`,
    'node_modules/a/cli.js': `spawn('claude', ['--${flag}']);\n`,
    '.gitignore': 'node_modules\n*.log\n',
  };
  for (const [path, text] of Object.entries(places)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  mkdirSync(join(tree, '.git'));
}

async function measure(tree) {
  const cli = join(root, 'dist', 'main.js');
  const rows = [
    { name: 'rg --no-ignore --hidden -n', command: ['rg', '--no-ignore', '--hidden', '-n', flag, tree] },
    { name: 'rg -n (the runbook as written)', command: ['rg', '-n', flag, tree] },
    { name: 'fast-glob and readFile', command: [process.execPath, here, 'loop', tree], rounds: 1 },
    {
      name: 'yolo-triage scan',
      command: [process.execPath, cli, 'scan', tree, '--quiet', '--mentions', '--format', 'ndjson'],
    },
  ].filter(({ command }) => command[0] !== 'rg' || hasRipgrep());
  if (!hasRipgrep()) console.log('ripgrep is not installed: its rows are left out');
  for (const row of rows) row.runs = [await timed(row.command)];
  for (let round = 0; round < rounds; round += 1) {
    for (const row of rows) if (round < (row.rounds ?? rounds)) row.runs.push(await timed(row.command));
  }
  const base = median(rows[0].runs.slice(1).map(({ seconds }) => seconds));
  for (const { name, runs } of rows) {
    const measured = runs.slice(1);
    const seconds = median(measured.map((run) => run.seconds));
    const peak = Math.max(...measured.map((run) => run.peakMb));
    console.log(
      `${name.padEnd(32)} ${seconds.toFixed(2).padStart(7)} s  × ${(seconds / base).toFixed(2).padStart(5)}  ` +
        `peak ${String(peak).padStart(4)} MB  ${measured[0].lines} lines`,
    );
  }
}

/** Wall time of the whole process, its peak of resident memory, and the lines that it wrote. */
function timed([program, ...argv]) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(program, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
    let lines = 0;
    let peakMb = 0;
    const sample = setInterval(() => {
      peakMb = Math.max(peakMb, residentPeakMb(child.pid));
    }, 10);
    child.stdout.on('data', (chunk) => {
      for (const byte of chunk) if (byte === 10) lines += 1;
    });
    child.on('error', reject);
    child.on('close', () => {
      clearInterval(sample);
      resolve({ seconds: Number(process.hrtime.bigint() - start) / 1e9, peakMb, lines });
    });
  });
}

/** The kernel's own high-water mark; 0 where there is no /proc. */
function residentPeakMb(pid) {
  try {
    const line = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Math.round(Number(line?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

function hasRipgrep() {
  return spawnSync('rg', ['--version']).status === 0;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** What one writes in five minutes. */
async function loop(tree) {
  const { default: glob } = await import('fast-glob');
  const { readFile } = await import('node:fs/promises');
  for (const path of await glob('**', { cwd: tree, dot: true, absolute: true, suppressErrors: true })) {
    const text = await readFile(path, 'utf8');
    if (text.includes(flag)) console.log(path);
  }
}
