// Bundles src/ into dist/: the program, its worker threads, and commands in chunks that load only when they run.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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

// Loaded only by what meets code in another language than a shell's, files of runners, a database or a configuration
// that is not JSON, each from a file of its own: functions with all that they need, and packages.
const functionsOfLater = [
  {
    name: 'runProgram',
    source: 'src/shell/languages/run-program.ts',
    file: 'languages.cjs',
  },
  {
    name: 'parseYaml',
    source: 'src/evidence/configuration/parse-yaml.ts',
    file: 'parse-yaml.cjs',
  },
  {
    name: 'parsePropertyList',
    source: 'src/evidence/property-lists/parse-property-list.ts',
    file: 'parse-property-list.cjs',
  },
];
const sqlite = 'node-sqlite3-wasm';
const packagesOfLater = ['@lezer/javascript', '@lezer/php', '@lezer/python', sqlite, 'smol-toml', 'yaml'];
const fileOf = (name) => `${name.replace('@lezer/', 'grammar-')}.cjs`;

/** @param {string} folder of those files, seen from what is built */
const loadedLater = (folder) => ({
  name: 'loaded later',
  setup: ({ onResolve, onLoad }) => {
    const later = (file) => ({ path: `${folder}/${file}`, external: true });
    onResolve({ filter: /\.ts$/ }, ({ path, importer }) => {
      const given = functionsOfLater.find(
        // Files of later themselves begin with them.
        ({ source }) => importer !== '<stdin>' && path.endsWith(`/${basename(source)}`),
      );
      return given && { path: given.name, namespace: 'later', pluginData: given };
    });
    onResolve({ filter: /^later:/ }, ({ path }) => later(path.slice('later:'.length)));
    onResolve(
      { filter: /^(?:@lezer\/|(?:node-sqlite3-wasm|smol-toml|yaml)$)/ },
      ({ path, kind, importer }) =>
        packagesOfLater.includes(path) && (kind === 'require-call' || importer.endsWith('/parse-yaml.ts'))
          ? later(fileOf(path))
          : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'later' }, ({ pluginData: { name, file } }) => ({
      contents: `export function ${name}(...given) { return require('later:${file}').${name}(...given); }`,
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
  ...functionsOfLater.map(({ file, source }) => ({
    file,
    entry: `./${source}`,
    plugins: [loadedLater('.')],
  })),
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
