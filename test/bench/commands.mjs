// How long one command line takes from its text to the findings: parse, effects, every query.
//   YOLO_TRIAGE_CORPUS=<folder with homes/ and commands.ndjson> npm run bench:commands
// 100,000 distinct command lines: those of the corpus, then the same ones with other numbers and names. Then inputs of
// one megabyte of the shapes that parsers and patterns fear, then the same lines with 3,000 more queries loaded.
// Times are of the wall clock, so whatever else the machine does is in them: the best of three rounds counts. Beside it
// stands the processor time that the lines took, which other programs do not change much.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const corpus = process.env.YOLO_TRIAGE_CORPUS;
if (!corpus || !existsSync(join(corpus, 'commands.ndjson'))) {
  console.log('bench:commands needs YOLO_TRIAGE_CORPUS, a folder with homes/ and commands.ndjson; skipped');
  process.exit(0);
}

const wanted = Number(process.env.BENCH_COMMANDS ?? 100_000);
const foreign = 3000;
const atMostP99Ms = 1;
const atMostMegabyteMs = 1000;
const atMostTimes = 2;

const folder = mkdtempSync(join(tmpdir(), 'bench-commands-'));
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bench() {
  const program = await bundled();
  const own = await explainer(program, []);
  const lines = distinctLines();
  for (const line of lines.slice(0, 3000)) own(line);
  const rounds = [1, 2, 3].map(() => timed(lines, own));
  const [best] = rounds.toSorted((a, b) => a.p99 - b.p99);
  report(`${lines.length} distinct command lines, best of three rounds`, best, best.p99 < atMostP99Ms);
  const used = lines.map((_, index) => Math.min(...rounds.map((round) => round.used[index])));
  const figures = `median ${at(used, 0.5).toFixed(3)} ms, p99 ${at(used, 0.99).toFixed(3)} ms`;
  console.log(`  processor time, best of three for each line: ${figures}`);
  for (const [name, line] of megabytes()) {
    const started = performance.now();
    own(line);
    const ms = performance.now() - started;
    check(`1 MB of ${name}: ${ms.toFixed(0)} ms`, ms < atMostMegabyteMs);
  }
  const more = await explainer(program, [foreignQueries()]);
  const sample = lines.filter((_, index) => index % 5 === 0);
  for (const line of sample.slice(0, 3000)) more(line);
  const before = timed(sample, own);
  const after = timed(sample, more);
  const times = sum(after.used) / sum(before.used);
  check(
    `with ${foreign} more queries: ${times.toFixed(2)} times the processor time of before`,
    times <= atMostTimes,
  );
}

async function bundled() {
  const outfile = join(folder, 'dist/program.mjs');
  const root = join(import.meta.dirname, '../../src');
  const exported = {
    analyseCommand: 'shell/analyse-command.ts',
    loadQueries: 'detect/load-queries.ts',
    detectorFactory: 'detect/detector.ts',
    logEvents: 'events/log-events/log-events.ts',
    sanctionedByDefault: 'events/log-events/sanctioned-hosts.ts',
    FlowMemory: 'events/flows/flow-memory.ts',
  };
  const contents = Object.entries(exported).map(([name, file]) => `export { ${name} } from './${file}';`);
  await build({
    stdin: { contents: contents.join('\n'), resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  cpSync(join(root, '../queries'), join(folder, 'queries'), { recursive: true });
  return import(pathToFileURL(outfile).href);
}

async function explainer(
  { analyseCommand, loadQueries, detectorFactory, logEvents, sanctionedByDefault, FlowMemory },
  folders,
) {
  const detectors = detectorFactory(await loadQueries(folders));
  const paths = { home: '/home/dana', cwd: '/home/dana/app', repository: '/home/dana/app' };
  const sanctioned = sanctionedByDefault;
  return (command) => {
    const call = { id: 'a', sessionId: 'b', project: '', cwd: paths.cwd, tool: 'Bash', argument: command };
    const rest = { input: { command }, permissionMode: 'unknown', permissionModeSource: 'none' };
    const whole = { ...call, ...rest, outcome: 'unknown', effects: [], evidence: { path: 'bench' } };
    const detector = detectors.create();
    const settings = { paths, sanctioned, flows: new FlowMemory(sanctioned), products: ['linux'] };
    detector.observe(logEvents(whole, analyseCommand(command, paths), settings));
    return detector.finish();
  };
}

function timed(lines, explain) {
  const used = [];
  const took = lines.map((line) => {
    const before = process.cpuUsage();
    const started = performance.now();
    explain(line);
    const ms = performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    used.push((user + system) / 1000);
    return ms;
  });
  return {
    used,
    median: at(took, 0.5),
    p99: at(took, 0.99),
    longest: took.reduce((longest, ms) => Math.max(longest, ms), 0),
    total: sum(took),
  };
}

function sum(times) {
  return times.reduce((total, ms) => total + ms, 0);
}

function at(times, share) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * share)];
}

function report(what, { median, p99, longest, total }, isMet) {
  const figures = `median ${median.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms, longest ${longest.toFixed(1)} ms`;
  check(`${what}: ${figures}, all ${(total / 1000).toFixed(1)} s`, isMet);
}

function check(text, isMet) {
  console.log(`${text}${isMet ? '' : '  MISSED'}`);
  if (!isMet) process.exitCode = 1;
}

/** Real lines first; then the same lines with other numbers and another last word, so that none is seen twice. */
function distinctLines() {
  const real = [...new Set([...labelled(), ...recorded()])];
  const lines = real.slice(0, wanted);
  for (let turn = 1; lines.length < wanted; turn += 1) {
    for (const line of real) {
      if (lines.length >= wanted) break;
      lines.push(`${line.replace(/\d{2,}/g, (number) => String(Number(number) + turn))} ; echo turn-${turn}`);
    }
  }
  return lines;
}

function labelled() {
  return parsed(readFileSync(join(corpus, 'commands.ndjson'), 'utf8')).map(({ command }) => command);
}

function recorded() {
  const homes = join(corpus, 'homes');
  if (!existsSync(homes)) return [];
  return readdirSync(homes).flatMap((home) => {
    const projects = join(homes, home, '.claude/projects');
    if (!existsSync(projects)) return [];
    const files = readdirSync(projects, { recursive: true }).filter((file) => file.endsWith('.jsonl'));
    return files.flatMap((file) => commandsIn(readFileSync(join(projects, file), 'utf8')));
  });
}

function commandsIn(text) {
  return text
    .split('\n')
    .filter((line) => line.includes('"tool_use"') && line.includes('"command"'))
    .flatMap((line) => parsed(line))
    .flatMap(({ message }) => (Array.isArray(message?.content) ? message.content : []))
    .flatMap(({ type, name, input }) => (type === 'tool_use' && name === 'Bash' ? [input?.command] : []))
    .filter((command) => typeof command === 'string');
}

function parsed(text) {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

/** Shapes that are cheap to write and were dear to read for some parser or pattern. */
function megabytes() {
  const mega = 1 << 20;
  const filled = (unit) => unit.repeat(Math.ceil(mega / unit.length)).slice(0, mega);
  return Object.entries({
    'one word': filled('a'),
    'simple commands': filled('rm -rf build; '),
    'simple commands on lines': filled('rm -rf build\n'),
    'nested process substitutions': filled('<('),
    'nested command substitutions': filled('$('),
    'nested quotes': filled('"$(echo "'),
    coprocesses: filled('coproc '),
    pipes: `cat a ${filled('| cat ')}`,
    conditions: `true ${filled('&& true ')}`,
    'nested subshells': filled('( '),
    braces: `echo ${filled('{a,b}')}`,
    arithmetic: `echo $((${filled('1+')}1))`,
    'a here-document': `cat > f <<EOF\n${filled('rm -rf /\n')}\nEOF\n`,
    'a python one-liner': `python3 -c "${filled("open('a', 'w');")}"`,
    'an unfinished string': `python3 -c 'open(${filled('\\\\x')}`,
    redirections: `cat ${filled('> a ')}`,
    assignments: filled('X=$X$X; '),
    functions: filled('f() { f; f; }; f; '),
    loops: filled('for i in 1 2 3 4 5 6 7 8; do '),
    globs: `rm ${filled('*?[a]')}`,
    flags: `rm ${filled('-rf ')}`,
    base64: `echo ${filled('cm0gLXJmIC8K')} | base64 -d | sh`,
    'nested shells': filled('bash -c "'),
    PowerShell: `powershell -Command "${filled('& { ')}"`,
  });
}

/** The rules of the corpus again and again, each with another id and values that no other has. */
function foreignQueries() {
  const rules = join(corpus, 'sigma/rules');
  const files = readdirSync(rules, { recursive: true }).filter((file) => file.endsWith('.yml'));
  const target = join(folder, 'foreign');
  mkdirSync(target);
  for (let number = 0; number < foreign; number += 1) {
    const file = files[number % files.length];
    const turn = Math.floor(number / files.length);
    const id = `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const text = readFileSync(join(rules, file), 'utf8')
      .replace(/^id: .*$/m, `id: ${id}`)
      .replace(/^related:\n(?:[ -].*\n)+/m, '')
      .replace(/^( {4,}- ')([^'\n]{4,})(')$/gm, (whole, before, value, after) =>
        turn === 0 || /^[\d.:]+\/\d+$/.test(value) ? whole : `${before}${value}-${turn}${after}`,
      )
      .replace(/^( {4,}- )([^'"\s:#][^'":#\n]{3,})$/gm, (whole, before, value) =>
        turn === 0 || /^[\d.:]+\/\d+$/.test(value) ? whole : `${before}${value}-${turn}`,
      );
    writeFileSync(join(target, `${number}.yml`), text);
  }
  return target;
}
