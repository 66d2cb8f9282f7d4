// Installs from a fresh clone of HEAD as the README says, with every Node and npm that it promises, and prints a table.
// npm run verify:install [-- --suite]   with --suite also the README's second command, `npm test`, whole, on each Node
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { action, preCommit } from './install/integrations.mjs';
import { environmentOf, nodeOf, nodeVersions, npmOf, npmVersions } from './install/toolchains.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-install-')));
const isWhole = process.argv.includes('--suite');
/** Of each kind of thing that depends on the version of Node: threads, WebAssembly, native addons, child processes. */
const shortSuite = ['bad-usage', 'cases', 'sessions/scanner', 'fleet/load']
  .map((name) => `test/${name}.test.ts`)
  .join(' ');
let failures = 0;

const cloneTo = (name) => {
  const path = join(folder, name);
  execFileSync('git', ['clone', '-q', project, path]);
  return path;
};

/** @returns {string} seconds, or that it failed; then its last lines are printed */
function timed(name, env, cwd, command) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', command], {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return `${((performance.now() - start) / 1000).toFixed(0)} s`;
  failures += 1;
  console.log(
    `${name}: ${command}: exit code ${status}\n${`${stdout}${stderr}`.split('\n').slice(-15).join('\n')}`,
  );
  return 'failed';
}

function sizeOf(path) {
  return execFileSync('du', ['-sm', path], { encoding: 'utf8' }).split('\t')[0];
}

const fromArchive = [
  'mkdir ../unpacked && tar -xzf yolo-triage-*.tgz -C ../unpacked',
  'cd / && node "$OLDPWD/../unpacked/package/dist/main.js" explain \'rm -rf /\' --format json | grep delete_system_or_home',
].join(' && ');
const byNpx =
  'archive=$(ls "$PWD"/yolo-triage-*.tgz) && mkdir ../elsewhere && cd ../elsewhere && npx --yes --offline --package "$archive" yolo-triage explain \'rm -rf /\' --format json | grep delete_system_or_home';

/** One row: what the README, the action and pre-commit do with npm, with these versions. */
function row(node, npm, env) {
  const name = `node-${node}-npm-${npm}`;
  const clone = cloneTo(join(name, 'clone'));
  const step = (command) => timed(name, env, clone, command);
  const cells = {
    'npm ci (installs, builds)': step('npm ci'),
    packages: `${sizeOf(join(clone, 'node_modules'))} MB`,
    'npm run demo (builds again)': step('npm run demo && git diff --exit-code'),
    'npm pack': step('test "$(npm pack --offline)" = "$(ls yolo-triage-*.tgz)"'),
    'archive by tar': step(fromArchive),
    'archive by npx': step(byNpx),
  };
  if (npm === npmVersions[0]) {
    cells[isWhole ? 'npm test' : 'tools, short suite'] = step(
      isWhole
        ? 'npm install && npm test'
        : `npm run tools && npx vitest run ${shortSuite} && git diff --exit-code`,
    );
  }
  rmSync(join(folder, name), { recursive: true });
  return cells;
}

if (execFileSync('git', ['-C', project, 'status', '--porcelain'], { encoding: 'utf8' }) !== '') {
  console.log('Only what is committed is installed; the working tree holds more.');
}
const rows = [];
const environments = [];
for (const npm of npmVersions) {
  for (const node of nodeVersions) {
    const [program, manager] = [nodeOf(folder, node), npmOf(folder, npm)];
    const missing = program.missing ?? manager.missing;
    if (missing !== undefined) {
      console.log(`skipped: Node ${node} with npm ${npm}: ${missing}`);
      continue;
    }
    const env = environmentOf(join(folder, 'bin', `${node}-${npm}`), program.path, manager.path);
    environments.push(env);
    const version = (name) => execFileSync(name, ['--version'], { env, encoding: 'utf8' }).trim();
    rows.push({ Node: version('node'), npm: version('npm'), ...row(node, npm, env) });
    console.log(`| ${Object.values(rows.at(-1)).join(' | ')} |`);
  }
}

const names = [...new Set(rows.flatMap(Object.keys))];
const line = (cells) => `| ${cells.join(' | ')} |`;
console.log([line(names), line(names.map(() => '---'))].join('\n'));
for (const cells of rows) console.log(line(names.map((name) => cells[name] ?? '')));

const env = environments[0];
const integrations = { 'pre-commit hook': preCommit, 'steps of action.yml': action };
for (const [name, run] of Object.entries(integrations)) {
  if (env === undefined || (run === preCommit && spawnSync('pre-commit', ['--version']).status !== 0)) {
    console.log(`skipped: ${name}: there is no ${env === undefined ? 'Node with npm' : 'pre-commit'} here`);
    continue;
  }
  const own = join(folder, run.name);
  mkdirSync(own);
  const start = performance.now();
  const problem = run(cloneTo(join(run.name, 'clone')), join(own, 'work'), env);
  if (problem !== '') failures += 1;
  console.log(`${name}: ${problem || `works, ${((performance.now() - start) / 1000).toFixed(0)} s`}`);
}
console.log(failures === 0 ? `everything installs` : `${failures} steps failed`);
rmSync(folder, { recursive: true });
process.exitCode = failures === 0 ? 0 : 1;
