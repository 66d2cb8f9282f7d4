// Attacks on the program through its evidence, and faults of the machine that it runs on, each as data: what is planted,
// which commands then run, what must not happen. The runs are traced, so that programs, sockets and files are what the
// kernel saw. 0 attacks succeed.
//
//   npm run verify:attacks                      # all kinds
//   npm run verify:attacks -- boundary          # kinds whose name has this
//   npm run verify:attacks -- --keep            # leaves the evidence where it is, and says where
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeIn } from './attacks/evidence.mjs';
import { judge } from './attacks/judge.mjs';
import { kinds } from './attacks/kinds/index.mjs';
import { runAll } from './attacks/run-scenarios.mjs';
import { whyUntraced } from './attacks/trace.mjs';
import { treeDigest } from './attacks/tree-digest.mjs';

const isKept = process.argv.includes('--keep');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const folder = mkdtempSync(join(tmpdir(), 'attacks-'));
const untraced = whyUntraced();
if (untraced !== undefined) console.log(`system calls are not traced: ${untraced}`);

const table = [];
try {
  for (const kind of kinds.filter(
    ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
  )) {
    table.push(await runKind(kind));
  }
} finally {
  if (isKept) console.log(folder);
  else rmSync(folder, { recursive: true, force: true });
}
const sum = (name) => table.reduce((total, row) => total + row[name], 0);
console.table([
  ...table,
  {
    kind: 'all',
    attacks: sum('attacks'),
    runs: sum('runs'),
    succeeded: sum('succeeded'),
    seconds: sum('seconds'),
  },
]);
if (sum('succeeded') > 0) process.exitCode = 1;

async function runKind(kind) {
  const startedAt = performance.now();
  const scenarios = (await kind.scenarios()).map((scenario, index) =>
    prepare(scenario, join(folder, slug(kind.name), String(index))),
  );
  const runs = scenarios.flatMap((scenario) => scenario.prepared);
  const results = kind.run
    ? await kind.run(runs, join(folder, slug(kind.name)))
    : await runAll(runs, { folder: join(folder, slug(kind.name), 'runs'), isTraced: untraced === undefined });
  let succeeded = 0;
  let at = 0;
  for (const scenario of scenarios) {
    const own = results.slice(at, at + scenario.prepared.length);
    at += own.length;
    succeeded += tell(kind, scenario, own);
  }
  const attacks = scenarios.reduce((total, { planted }) => total + planted.length, 0);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return { kind: kind.name, attacks, runs: runs.length, succeeded, seconds };
}

/** Lays the evidence out, and says what is to be run over it. */
function prepare(scenario, at) {
  mkdirSync(at, { recursive: true });
  const place = placeIn(at);
  scenario.build(place);
  for (const attack of scenario.attacks) attack.plant?.(place);
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: place.outside,
    TMPDIR: place.temporary,
    ...scenario.env?.(place),
  };
  const prepared = scenario.runs(place).map((run) => ({
    argv: Array.isArray(run) ? run : run.argv,
    cwd: run.cwd ?? place.out,
    env: { ...env, ...run.env },
    limitMs: scenario.limitMs ?? 20_000,
    ...(run.how && { how: run.how }),
  }));
  return { ...scenario, place, prepared, planted: scenario.attacks, before: treeDigest(place.evidence) };
}

/** @returns how many attacks of a scenario succeeded; what breaks a check of all of them counts once */
function tell(kind, scenario, results) {
  const broken = judge(scenario, results);
  const reached = scenario.attacks.flatMap(({ name, reached: found }) => {
    const what = found?.(scenario.place, results);
    return what ? [`${name}: ${what}`] : [];
  });
  const all = [...broken, ...reached];
  scenario.after?.(scenario.place);
  if (all.length === 0) return 0;
  console.log(`SUCCEEDED ${kind.name}, ${scenario.name ?? scenario.attacks[0].name}`);
  for (const line of all.slice(0, 12)) console.log(`  ${line}`);
  return Math.max(1, Math.min(scenario.attacks.length, all.length));
}

/** Values of git's settings are command lines: a blank in a path would keep a trap from being found. */
function slug(name) {
  return name.replace(/[^a-z]+/g, '-');
}
