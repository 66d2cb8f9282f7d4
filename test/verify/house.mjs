// Prints the figures of docs/architecture.md, "The house in figures": files and lines a room, circles of imports, the
// longest functions and files, and how many files a reader opens to follow one command.
//   npm run verify:house [-- <folder of another checkout, with its node_modules>]
// A file counts as opened in which a function ran: the sources are compiled one by one, and V8 says what was called.
// Files of data count, too, where a function makes the table while it is loaded: those of `agents/` are told apart.
import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { buildCase } from '../../fixtures/build-case.mjs';

const own = join(import.meta.dirname, '../..');
const project = resolve(process.argv[2] ?? own);
const source = join(project, 'src');
const work = mkdtempSync(join(tmpdir(), 'house-'));

try {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }))
    .map((one) => ({ ...one, lines: one.text.split('\n').length - 1 }));
  printSizes(files);
  printCircles(files);
  printLongFunctions();
  printUnusedExports();
  printOpened(files);
} finally {
  rmSync(work, { recursive: true });
}

function printSizes(files) {
  const rooms = grouped(files);
  const sum = (list) => list.reduce((total, { lines }) => total + lines, 0);
  for (const [room, list] of [...rooms].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`${room}: ${list.length} files, ${sum(list)} lines`);
  }
  const lengths = files.map(({ lines }) => lines).sort((a, b) => a - b);
  const long = files.filter(({ lines }) => lines > 200).length;
  console.log(
    `all: ${files.length} files, ${sum(files)} lines, median ${lengths[files.length >> 1]}, ${long} over 200`,
  );
  const longest = [...files].sort((a, b) => b.lines - a.lines).slice(0, 5);
  console.log(`longest files: ${longest.map(({ file, lines }) => `${file} ${lines}`).join(', ')}`);
}

function grouped(files) {
  const rooms = new Map();
  for (const one of files) rooms.set(roomOf(one), [...(rooms.get(roomOf(one)) ?? []), one]);
  return rooms;
}

function roomOf({ file }) {
  return file.includes('/') ? file.split('/')[0] : '.';
}

/** Groups of files that reach each other: by values alone, and by types too. */
function printCircles(files) {
  for (const [name, withTypes] of [
    ['values', false],
    ['values and types', true],
  ]) {
    const edges = new Map(files.map(({ file, text }) => [file, importsOf(file, text, withTypes)]));
    const reach = new Map([...edges.keys()].map((file) => [file, reachableFrom(file, edges)]));
    const inCircles = [...reach].filter(([file, reached]) => reached.has(file)).map(([file]) => file);
    const groups = new Set(
      inCircles.map((file) =>
        inCircles.filter((other) => reach.get(file).has(other) && reach.get(other).has(file)).join(),
      ),
    );
    console.log(`circles of ${name}: ${groups.size}`);
  }
}

function importsOf(file, text, withTypes) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statements = code.matchAll(
    /(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\sfrom\s+)?['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]\s*\)/g,
  );
  return [...statements]
    .filter(([, type]) => withTypes || type === undefined)
    .map(([, , fixed, lazy]) => join(dirname(file), fixed ?? lazy));
}

function reachableFrom(file, edges) {
  const reached = new Set();
  const open = [...(edges.get(file) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(edges.get(next) ?? []));
  }
  return reached;
}

/** By the linter's own count: lines of the body, without comments and empty ones. */
function printLongFunctions() {
  const rules = {
    complexity: {
      noExcessiveLinesPerFunction: { level: 'error', options: { maxLines: 40, skipBlankLines: true } },
    },
  };
  writeFileSync(
    join(work, 'biome.json'),
    JSON.stringify({ linter: { rules: { recommended: false, ...rules } }, files: { maxSize: 10_000_000 } }),
  );
  const { stdout } = spawnSync(
    join(own, 'node_modules/.bin/biome'),
    ['lint', `--config-path=${work}`, '--reporter=json', '--max-diagnostics=1000', source],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const long = JSON.parse(stdout).diagnostics.flatMap(({ location, message }) => {
    const lines = Number(/too many lines \((\d+)\)/.exec(message)?.[1] ?? 0);
    return lines > 0 ? [{ lines, file: relative(source, resolve(location.path)) }] : [];
  });
  const longest = long.sort((a, b) => b.lines - a.lines).slice(0, 5);
  console.log(`functions over 40 lines: ${long.length}`);
  console.log(`longest functions: ${longest.map(({ file, lines }) => `${file} ${lines}`).join(', ')}`);
}

function printUnusedExports() {
  const { stdout } = spawnSync(join(own, 'node_modules/.bin/knip'), ['--no-progress', '--reporter=json'], {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const { issues } = JSON.parse(stdout);
  const count = (kind) => issues.reduce((sum, issue) => sum + (issue[kind]?.length ?? 0), 0);
  console.log(`unused exports: ${count('exports')} values, ${count('types')} types`);
}

function printOpened(files) {
  const lines = new Map(files.map(({ file, lines: count }) => [file.replace(/\.ts$/, '.js'), count]));
  compile(files);
  const { root, home } = buildCase('injected-page', join(work, 'case'));
  const evidence = ['--home', home, '--root', root];
  const script = join(work, 'deploy.sh');
  writeFileSync(script, '#!/bin/sh\nclaude --dangerously-skip-permissions -p "fix it"\n');
  const commands = {
    sessions: ['sessions', ...evidence],
    'one place (scan)': ['scan', script],
    'one finding (report)': ['report', ...evidence, '--output', '-'],
  };
  for (const [name, argv] of Object.entries(commands)) {
    const opened = openedBy(argv);
    const sum = opened.reduce((total, file) => total + (lines.get(file) ?? 0), 0);
    const agents = opened.filter((file) => file.startsWith('agents/')).length;
    const rooms = new Set(opened.map((file) => roomOf({ file })));
    console.log(
      `opened for ${name}: ${opened.length} files (${agents} of agents/), ${sum} lines, ${rooms.size} rooms`,
    );
  }
}

function compile(files) {
  for (const name of ['node_modules', 'queries', 'package.json', 'fixtures']) {
    symlinkSync(join(project, name), join(work, name));
  }
  // What `wasm/` holds is AssemblyScript; what the build made of it stands beside it as a module.
  for (const { file, text } of files.filter(({ file }) => !file.includes('/wasm/'))) {
    const path = join(work, 'src', file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(path), { recursive: true });
    const { code } = transformSync(text, { loader: 'ts', format: 'esm', target: 'node20' });
    writeFileSync(path, code.replace(/(["'])(\.\.?\/[^"']+)\.ts\1/g, '$1$2.js$1'));
  }
}

/** Of what a run loads, the files in which a function was called. */
function openedBy(argv) {
  const folder = mkdtempSync(join(work, 'coverage-'));
  const env = { ...process.env, NODE_V8_COVERAGE: folder };
  const run = spawnSync(process.execPath, [join(work, 'src/main.js'), ...argv], {
    env,
    encoding: 'utf8',
    cwd: work,
  });
  if (run.stdout === '') throw new Error(`${argv.join(' ')}: ${run.stderr}`);
  const opened = new Set();
  for (const file of readdirSync(folder)) {
    for (const { url, functions } of JSON.parse(readFileSync(join(folder, file), 'utf8')).result) {
      if (!url.startsWith('file:')) continue;
      const path = relative(join(work, 'src'), fileURLToPath(url));
      const [, ...inner] = functions;
      if (!path.startsWith('..') && inner.some(({ ranges }) => ranges[0].count > 0)) opened.add(path);
    }
  }
  return [...opened];
}
