// Runs every command of the README by the single executable, in a root without Node, and by dist/ in a root with it:
// both must say the same. Then the size and the start-up of both.
// npm run verify:binary [-- --node <path of a Node>]
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildCase } from '../../fixtures/build-case.mjs';
import { median } from '../bench/median.mjs';
import { addPrograms, runInside, whyNoRoot } from './binary/chroot.mjs';
import { commandsOf } from './binary/commands.mjs';

const reason = whyNoRoot();
if (reason !== undefined) {
  console.log(`verify:binary is skipped: ${reason}`);
  process.exit(0);
}
const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-binary-'));
const binary = join(folder, 'yolo-triage');
const given = process.argv.slice(2);
execFileSync(process.execPath, ['build/binary.mjs', '--output', binary, ...given], {
  cwd: project,
  stdio: 'inherit',
});
const node = given[0] === '--node' ? given[1] : process.execPath;

const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
const [without, withNode] = ['without', 'with'].map((name) => join(folder, name));
for (const root of [without, withNode]) {
  addPrograms(root, { '/bin/git': git });
  for (const name of ['tmp', 'case-out', 'dev']) mkdirSync(join(root, name));
  writeFileSync(join(root, 'dev/null'), '');
}
buildCase('unattended-refactor', join(without, 'case'));
buildCase('agents/cursor', join(without, 'cursor'));
for (const name of ['case', 'cursor']) {
  cpSync(join(without, name), join(withNode, name), { recursive: true, preserveTimestamps: true });
}
addPrograms(without, { '/bin/yolo-triage': binary });
addPrograms(withNode, { '/bin/node': node });
for (const name of ['dist', 'queries', 'package.json'])
  cpSync(join(project, name), join(withNode, 'package', name), { recursive: true });

const byBinary = (args, input) => runInside(without, ['/bin/yolo-triage', ...args], input);
const byFolder = (args, input) => runInside(withNode, ['/bin/node', '/package/dist/main.js', ...args], input);

/** What two runs of one program never have in common: the clock, what retention left of it, and the seal of a bag. */
function steady(text) {
  const isNow = (time) => Math.abs(Date.now() - Date.parse(time)) < 3_600_000;
  return text
    .replace(/\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/g, (time) => (isNow(time) ? '<now>' : time))
    .replace(/\b20\d{6}T\d{6}Z/g, (time) =>
      isNow(time.replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:')) ? '<now>' : time,
    )
    .replace(/("coversFrom": ")[^"]+/g, '$1<of now>')
    .replace(/^(Seal\b.*: )[0-9a-f]{64}$/gm, '$1<of this bag>');
}

const calls = byBinary(['sessions', '--home', '/case/home/dana', '--root', '/case', '--format', 'ndjson'])
  .stdout.trim()
  .split('\n');
const { evidence } = JSON.parse(calls.find((line) => line.includes('"tool":"Bash"')) ?? calls[0]);
let failures = 0;
for (const { args, input } of commandsOf(`${evidence.path}:${evidence.line}`)) {
  const [one, other] = [byBinary(args, input), byFolder(args, input)];
  const said = ({ status, stdout, stderr }) => steady(`${status}\n${stdout}\n${stderr}`);
  const isSame = said(one) === said(other);
  const isRun = one.status !== null && one.status !== 70 && one.status !== 2;
  if (!isSame || !isRun) failures += 1;
  console.log(
    `${isSame && isRun ? 'same  ' : 'differs'} ${one.status} ${String(one.stdout.length).padStart(7)} B  ${args.join(' ')}`,
  );
  if (isSame && isRun) continue;
  for (const [name, run] of Object.entries({ one, other }))
    writeFileSync(join(tmpdir(), `verify-binary-${name}.txt`), said(run));
  const { stdout } = spawnSync(
    'diff',
    [join(tmpdir(), 'verify-binary-one.txt'), join(tmpdir(), 'verify-binary-other.txt')],
    { encoding: 'utf8' },
  );
  console.log(
    stdout
      .split('\n')
      .slice(0, 10)
      .map((line) => line.slice(0, 400))
      .join('\n'),
  );
}
/** The book is packed, and a bag has the times of its making. */
const written = ['report.md', 'hardened'].flatMap((name) =>
  readdirSync(join(without, 'case-out'), { recursive: true }).filter(
    (path) => path.startsWith(name) && statSync(join(without, 'case-out', path)).isFile(),
  ),
);
for (const path of written) {
  const [one, other] = [without, withNode].map((root) =>
    steady(readFileSync(join(root, 'case-out', path), 'utf8')),
  );
  if (one === other) continue;
  failures += 1;
  console.log(`${path} differs`);
}
console.log(`${written.length} files written`);

const times = { 'empty Node': [], 'the package, explain': [], 'the executable, explain': [] };
const empty = join(folder, 'empty.mjs');
writeFileSync(empty, '');
const explain = ['explain', 'rm -rf /', '--format', 'json'];
for (let round = 0; round < 11; round += 1) {
  for (const [name, program, args] of [
    ['empty Node', node, [empty]],
    ['the package, explain', node, [join(project, 'dist/main.js'), ...explain]],
    ['the executable, explain', binary, explain],
  ]) {
    const start = performance.now();
    spawnSync(program, args);
    times[name].push(performance.now() - start);
  }
}
for (const [name, list] of Object.entries(times))
  console.log(`${name.padEnd(24)} ${median(list).toFixed(0).padStart(5)} ms`);
console.log(
  `the executable: ${statSync(binary).size} bytes, ${gzipSync(readFileSync(binary)).length} packed with gzip`,
);
console.log(failures === 0 ? 'every command says the same' : `${failures} differ`);
rmSync(folder, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
