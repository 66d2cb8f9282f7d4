// One executable of the program and Node, for machines that have no Node: https://nodejs.org/api/single-executable-applications.html
// npm run build:binary [-- --node <path of a Node>] [--output <file>]   for the platform of that Node, of this one otherwise
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { entries, ofProgram } from './bundle-options.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const suffix = process.platform === 'win32' ? '.exe' : '';
const { values } = parseArgs({
  options: {
    node: { type: 'string', default: process.execPath },
    output: { type: 'string', default: join('release', `yolo-triage${suffix}`) },
  },
});
const [node, output] = [resolve(values.node), resolve(values.output)];
const folder = mkdtempSync(join(tmpdir(), 'yolo-triage-binary-'));
const sqlite = 'node-sqlite3-wasm';
const wasm = `node_modules/${sqlite}/dist/${sqlite}.wasm`;
const ownFiles = fileURLToPath(new URL('../src/own-files.ts', import.meta.url));

/** SQLite looks for its WebAssembly beside itself, and here nothing is. */
const sqliteInside = {
  name: 'SQLite inside',
  setup: ({ onLoad }) =>
    onLoad({ filter: /node-sqlite3-wasm\.js$/ }, ({ path }) => ({
      contents: `var Module = { wasmBinary: require(${JSON.stringify(ownFiles)}).ownFiles().bytes('${sqlite}.wasm') };\n${readFileSync(path, 'utf8')}`,
    })),
};

/** Whole, because nothing is loaded from a folder; without the first line of a script, which no function begins with. */
async function bundle(name, entry) {
  const outfile = join(folder, `${name}.js`);
  const options = ofProgram(version);
  await build({
    ...options,
    stdin: { contents: `import './${entry}';`, resolveDir: '.' },
    outfile,
    format: 'cjs',
    plugins: [...options.plugins, sqliteInside],
    logOverride: { 'empty-import-meta': 'silent' },
  });
  return outfile;
}

const { main, ...threads } = Object.fromEntries(
  await Promise.all(Object.entries(entries).map(async ([name, entry]) => [name, await bundle(name, entry)])),
);
const hunts = readdirSync('queries/hunts')
  .filter((name) => name.endsWith('.sql'))
  .sort();
const assets = {
  'queries.json': 'dist/queries.json',
  [`${sqlite}.wasm`]: wasm,
  ...Object.fromEntries(Object.entries(threads).map(([name, path]) => [`${name}.js`, path])),
  ...Object.fromEntries(hunts.map((name) => [`queries/hunts/${name}`, `queries/hunts/${name}`])),
};
const index = join(folder, 'index.json');
writeFileSync(index, JSON.stringify(Object.keys(assets)));

const [major = 0, minor = 0] = execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  .split('.')
  .map(Number);
/** https://github.com/nodejs/node/pull/61167 */
const makesExecutables = major > 25 || (major === 25 && minor >= 5);
const config = join(folder, 'config.json');
mkdirSync(dirname(output), { recursive: true });
rmSync(output, { force: true });
writeFileSync(
  config,
  JSON.stringify({
    main,
    output: makesExecutables ? output : join(folder, 'blob'),
    disableExperimentalSEAWarning: true,
    useCodeCache: true,
    // NODE_OPTIONS of a machine that is examined may load a file of the attacker's. Heeded by Node 22 and later.
    execArgvExtension: 'none',
    assets: { ...assets, 'index.json': index },
  }),
);
if (makesExecutables) {
  execFileSync(node, ['--build-sea', config], { stdio: ['ignore', 'ignore', 'inherit'] });
} else {
  execFileSync(node, ['--experimental-sea-config', config], { stdio: ['ignore', 'ignore', 'inherit'] });
  copyFileSync(node, output);
  chmodSync(output, 0o755);
  const { inject } = await import('postject');
  await inject(output, 'NODE_SEA_BLOB', readFileSync(join(folder, 'blob')), {
    sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
    ...(process.platform === 'darwin' ? { machoSegmentName: 'NODE_SEA' } : {}),
  });
}
rmSync(folder, { recursive: true });
