// Asks `show` for the references that every output prints of every home of a corpus: each must lead somewhere.
//   YOLO_TRIAGE_CORPUS=<folder with homes/> npm run verify:references [-- <home>…]
// One reading of a home answers for all its references; those that it leaves open are asked one by one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inDocument, inText } from './references/printed-references.mjs';

const corpus = process.env.YOLO_TRIAGE_CORPUS;
if (!corpus || !existsSync(join(corpus, 'homes'))) {
  console.log('verify:references skipped: YOLO_TRIAGE_CORPUS names no folder with homes/');
  process.exit(0);
}

const atMost = 300;
const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'dist', 'main.js');
const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-references-'));
const { askedReference, fitOf, inventory, openHome, recordAt, referencePath } = await stages();

let unresolved = 0;
try {
  const given = process.argv.slice(2);
  const names = given.length > 0 ? given : readdirSync(join(corpus, 'homes')).sort();
  console.log('| home | kind | printed | tried | resolved |\n|---|---|---|---|---|');
  for (const name of names) await verify(name, join(corpus, 'homes', name));
} finally {
  rmSync(folder, { recursive: true });
}
console.log(unresolved === 0 ? 'every reference resolves' : `${unresolved} references do not resolve`);
process.exitCode = unresolved === 0 ? 0 : 1;

async function verify(name, home) {
  const document = join(folder, `${name}.json`);
  const printed = printedOf(home, document);
  const tried = sampled(printed);
  const { exhibits } = JSON.parse(readFileSync(document, 'utf8'));
  const left = await leftOpen(tried, home, exhibits);
  const failed = left.filter(({ reference }) => !isShown(reference, home, document));
  for (const kind of [...printed.keys()].sort()) {
    const count = (list) => list.filter((one) => one.kind === kind).length;
    console.log(
      `| ${name} | ${kind} | ${printed.get(kind).size} | ${count(tried)} | ${count(tried) - count(failed)} |`,
    );
  }
  for (const { kind, reference } of failed) console.log(`  ${kind}: ${reference}`);
  unresolved += failed.length;
}

/** From each kind to its references. */
function printedOf(home, document) {
  const kinds = new Map();
  const tell = (kind, reference) => {
    if (!kinds.has(kind)) kinds.set(kind, new Set());
    kinds.get(kind).add(reference);
  };
  const run = (...args) =>
    spawnSync(process.execPath, [program, ...args, '--quiet'], { encoding: 'utf8', maxBuffer: 2 ** 30 })
      .stdout;
  run('report', '--home', home, '--format', 'json', '--output', document);
  inDocument(JSON.parse(readFileSync(document, 'utf8')), tell);
  for (const format of ['markdown', 'html'])
    inText(run('report', '--from', document, '--format', format, '--output', '-'), tell);
  for (const line of run('sessions', '--home', home, '--format', 'ndjson').split('\n').filter(Boolean))
    inDocument(JSON.parse(line), tell);
  inText(run('sessions', '--home', home), tell, { Session: 'beginning of a session' });
  inText(run('sessions', '--home', home, '--calls'), tell);
  inText(run('sessions', '--home', home, '--grep', '/[a-z]/'), tell);
  inText(run('git', '--home', home), tell, { Commit: 'beginning of a commit', Call: 'beginning of a call' });
  for (const command of ['git', 'mcp', 'posture', 'exposure', 'rollback']) {
    if (command !== 'git') inText(run(command, '--home', home), tell);
    const text = run(command, '--home', home, '--format', 'json');
    if (text !== '') inDocument(JSON.parse(text), tell);
  }
  return kinds;
}

/** As many of each kind, evenly over those that were printed. */
function sampled(kinds) {
  const each = Math.ceil(atMost / kinds.size);
  return [...kinds].flatMap(([kind, references]) => {
    const all = [...references];
    const step = Math.max(1, all.length / each);
    return Array.from({ length: Math.min(each, all.length) }, (_, index) => ({
      kind,
      reference: all[Math.floor(index * step)],
    }));
  });
}

/** Those that neither a call nor a file answers. */
async function leftOpen(tried, directory, exhibits) {
  const home = openHome(directory);
  const evidence = { home, isLive: false, reportGap: () => undefined };
  let open = tried.map((one) => ({ ...one, asked: asked(one.reference, home, exhibits) }));
  open = open.filter(({ asked }) => asked?.kind !== 'place' || !recordAt(asked.place, evidence, 100));
  for await (const call of inventory(home, {}, { withInput: false })) {
    open = open.filter(
      ({ asked }) =>
        !asked || !(fitOf(asked, call) || (asked.kind === 'name' && call.sessionId.startsWith(asked.name))),
    );
  }
  return open;
}

function asked(reference, home, exhibits) {
  const [, id, inside = ''] = /^(E\d+)(.*)$/s.exec(reference) ?? [];
  const exhibit = id && exhibits.find((one) => one.id === id);
  if (id && !exhibit) return undefined;
  const meant = askedReference(exhibit ? `${exhibit.path}${inside}` : reference);
  if (meant.kind === 'name') return meant;
  return { kind: 'place', place: { ...meant.place, path: referencePath(home, meant.place.path) } };
}

function isShown(reference, home, document) {
  const args = ['show', reference, '--home', home, '--from', document, '--format', 'json', '--quiet'];
  return spawnSync(process.execPath, [program, ...args], { maxBuffer: 2 ** 28 }).status !== 2;
}

/** The parts of `show`. */
async function stages() {
  const outfile = join(folder, 'stages.mjs');
  const contents = [
    "export { askedReference } from './src/investigation/show/asked-reference.ts';",
    "export { fitOf } from './src/investigation/show/is-meant.ts';",
    "export { recordAt } from './src/investigation/show/record-at.ts';",
    "export { inventory } from './src/transcripts/inventory.ts';",
    "export { openHome, referencePath } from './src/evidence/home.ts';",
  ].join('\n');
  const banner = {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  };
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    banner,
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}
