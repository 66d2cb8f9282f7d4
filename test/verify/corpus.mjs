// Compares the inventory of every home of a corpus with the count of a script that only splits lines and parses JSON.
// YOLO_TRIAGE_CORPUS names a folder with homes/<home>/.claude/projects; without it there is nothing to do.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const corpus = process.env.YOLO_TRIAGE_CORPUS;
if (!corpus || !existsSync(join(corpus, 'homes'))) {
  console.log('verify:corpus skipped: YOLO_TRIAGE_CORPUS names no folder with homes/');
  process.exit(0);
}

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-verify-'));
const { inventory, openHome } = await program();
let unexplained = 0;
try {
  for (const name of readdirSync(join(corpus, 'homes')).sort())
    await verify(name, join(corpus, 'homes', name));
} finally {
  rmSync(folder, { recursive: true });
}
console.log(
  unexplained === 0 ? 'every difference is explained' : `${unexplained} differences are not explained`,
);
process.exitCode = unexplained === 0 ? 0 : 1;

async function verify(name, home) {
  const ours = await countOurs(home);
  const theirs = JSON.parse(
    execFileSync('python3', [join(here, 'count-transcripts.py'), join(home, '.claude', 'projects')], {
      maxBuffer: 2 ** 28,
    }),
  );
  const broken = new Set(theirs.broken.map(([path, line]) => `.claude/projects/${path}:${line}`));
  const columns = ['calls', 'results', 'failed', 'bypass'].map((kind) => {
    const counted = new Set(theirs[kind]);
    const missing = theirs[kind].filter((id) => !ours[kind].has(id));
    const more = [...ours[kind].keys()].filter((id) => !counted.has(id));
    // The script joins no result to a call that it cannot see.
    const saved = more.filter((id) => broken.has(ours[kind].get(id)) || broken.has(ours.calls.get(id)));
    unexplained += missing.length + more.length - saved.length;
    const note =
      more.length + missing.length === 0
        ? ''
        : ` (+${more.length}, of which ${saved.length} from broken lines, -${missing.length})`;
    if (missing.length > 0) console.log(`  ${name}: missing ${kind}: ${missing.slice(0, 5).join(', ')}`);
    const odd = more.filter((id) => !saved.includes(id));
    if (odd.length > 0) console.log(`  ${name}: more ${kind}: ${odd.slice(0, 5).join(', ')}`);
    return `${kind} ${counted.size} = ${ours[kind].size}${note}`;
  });
  const exit = spawnSync('node', [
    join(root, 'dist', 'main.js'),
    'sessions',
    '--home',
    home,
    '--quiet',
  ]).status;
  if (exit !== 0 && exit !== 3) unexplained += 1;
  console.log(`${name}: ${columns.join(', ')}, lines broken ${broken.size}, exit ${exit}`);
}

/** From each id to where it stands. */
async function countOurs(home) {
  const found = { calls: new Map(), results: new Map(), failed: new Map(), bypass: new Map() };
  for await (const { id, evidence, permissionMode, result } of inventory(openHome(home))) {
    const place = `${evidence.path}:${evidence.line}`;
    found.calls.set(id, place);
    if (permissionMode === 'bypassPermissions') found.bypass.set(id, place);
    if (result) found.results.set(id, `${result.evidence.path}:${result.evidence.line}`);
    if (result?.isError) found.failed.set(id, `${result.evidence.path}:${result.evidence.line}`);
  }
  return found;
}

async function program() {
  const outfile = join(folder, 'program.mjs');
  const contents =
    "export { inventory } from './src/transcripts/inventory.ts'; export { openHome } from './src/evidence/home.ts';";
  const banner = {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  };
  const options = {
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    banner,
    logLevel: 'error',
  };
  await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, ...options });
  return import(pathToFileURL(outfile).href);
}
