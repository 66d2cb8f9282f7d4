// Bundles src/ into dist/: the program, its worker threads, and commands in chunks that load only when they run.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { entries, ofProgram } from './build/bundle-options.mjs';
import { bundledPackages, checkEngines, licenceNotices } from './build/bundled-packages.mjs';
import { loadSource } from './build/load-source.mjs';
import { pageScript } from './build/page-script.mjs';
import { sbomOf } from './build/sbom.mjs';
import { manPages } from './docs/reference.mjs';
import { loadTables } from './docs/tables.mjs';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { version, engines } = manifest;

// Loaded only by what meets code in another language than a shell's, files of runners or a database, each from a file of
// its own: what follows such code, the grammars that read it, YAML, TOML and SQLite.
const languages = 'languages.cjs';
const sqlite = 'node-sqlite3-wasm';
const packagesOfLater = ['@lezer/javascript', '@lezer/php', '@lezer/python', sqlite, 'smol-toml', 'yaml'];
const fileOf = (name) => `${name.replace('@lezer/', 'grammar-')}.cjs`;

/** @param {string} folder of those files, seen from what is built */
const loadedLater = (folder) => ({
  name: 'loaded later',
  setup: ({ onResolve, onLoad }) => {
    const later = (file) => ({ path: `${folder}/${file}`, external: true });
    onResolve({ filter: /\/run-program\.ts$/ }, ({ importer }) =>
      importer.endsWith('code.ts') ? { path: languages, namespace: 'later' } : undefined,
    );
    onResolve({ filter: /^later:/ }, () => later(languages));
    onResolve({ filter: /^(?:@lezer\/|(?:node-sqlite3-wasm|smol-toml|yaml)$)/ }, ({ path, kind }) =>
      kind === 'require-call' && packagesOfLater.includes(path) ? later(fileOf(path)) : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'later' }, () => ({
      contents: `export function runProgram(...given) { return require('later:').runProgram(...given); }`,
    }));
  },
});

rmSync('dist', { recursive: true, force: true });
const program = await build({
  ...ofProgram(version),
  entryPoints: entries,
  outdir: 'dist',
  splitting: true,
  format: 'esm',
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  chunkNames: 'chunks/[name]-[hash]',
  plugins: [loadedLater('.'), ...ofProgram(version).plugins],
});

// Our queries, checked and without their YAML, which takes longer to read than a command line to explain.
const { packQueries } = await loadSource('detect/pack-queries.ts');
const queries = readdirSync('queries', { recursive: true })
  .filter((path) => path.endsWith('.yml'))
  .sort()
  .flatMap((path) => packQueries(readFileSync(join('queries', path), 'utf8'), path));
writeFileSync(join('dist', 'queries.json'), JSON.stringify(queries));

// Never stale, because made with the program.
mkdirSync(join('dist', 'man'));
for (const { file, text } of manPages(await loadTables(version)))
  writeFileSync(join('dist', 'man', file), text);

// The hook starts before every tool call: one file, in the module format that Node loads fastest.
const hook = await build({
  entryPoints: { hook: 'src/hook-main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  banner: { js: '#!/usr/bin/env node' },
  plugins: [loadedLater('./chunks')],
  define: { __VERSION__: JSON.stringify(version) },
  metafile: true,
  logLevel: 'warning',
});

const filesOfLater = [
  { file: languages, entry: './src/shell/languages/run-program.ts', plugins: [loadedLater('.')] },
  ...packagesOfLater.map((name) => ({ file: fileOf(name), entry: name, plugins: [] })),
];
const later = await Promise.all(
  filesOfLater.map(({ file, entry, plugins }) =>
    build({
      stdin: { contents: `export * from '${entry}';`, resolveDir: '.' },
      outfile: join('dist', 'chunks', file),
      bundle: true,
      minifyWhitespace: true,
      minifySyntax: true,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      plugins,
      metafile: true,
      logLevel: 'warning',
    }),
  ),
);

// It looks for its WebAssembly beside itself.
copyFileSync(`node_modules/${sqlite}/dist/${sqlite}.wasm`, join('dist', 'chunks', `${sqlite}.wasm`));

// The bundles carry other people's code, so they carry their licences, and run where it runs.
const packages = bundledPackages(
  [program, hook, await pageScript(), ...later].map(({ metafile }) => metafile),
);
checkEngines(packages, engines.node);
writeFileSync(join('dist', 'THIRD-PARTY-LICENSES.txt'), licenceNotices(packages));
writeFileSync(join('dist', 'sbom.cdx.json'), `${JSON.stringify(sbomOf(manifest, packages), null, 2)}\n`);
