// Bundles src/ into dist/: the program, its worker threads, and commands in chunks that load only when they run.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { bashCompletion, fishCompletion, manPage, zshCompletion } from './docs/reference.mjs';
import { loadTables } from './docs/tables.mjs';
import { writeCompiledScanner } from './src/transcripts/scanner/compile.mjs';
import { loadSource } from './test/support/load-source.mjs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
rmSync('dist', { recursive: true, force: true });
writeCompiledScanner();
const { metafile } = await build({
  // Besides the program, the threads that chunks start; a chunk looks for those of searches beside itself.
  entryPoints: {
    main: 'src/main.ts',
    'inventory-worker': 'src/cli/inventory-worker.ts',
    'chunks/search-worker': 'src/evidence/tree/search-worker.ts',
    'chunks/transcript-search-worker': 'src/transcripts/secrets/transcript-search-worker.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  // Names stay: stacks are read, and the option that restores minified ones costs a call for each closure made.
  minifyWhitespace: true,
  minifySyntax: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // A peer that only the fleet commands load.
  external: ['@duckdb/node-api'],
  mainFields: ['module', 'main'],
  conditions: ['node', 'import'],
  define: { __VERSION__: JSON.stringify(version) },
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  chunkNames: 'chunks/[name]-[hash]',
  metafile: true,
  logLevel: 'warning',
});

// Our queries, checked and without their YAML, which takes longer to read than a command line to explain.
const { packQueries } = await loadSource('detect/pack-queries.ts');
const queries = readdirSync('queries', { recursive: true })
  .filter((path) => path.endsWith('.yml'))
  .sort()
  .flatMap((path) => packQueries(readFileSync(join('queries', path), 'utf8'), path));
writeFileSync(join('dist', 'queries.json'), JSON.stringify(queries));

// Never stale, because made with the program: the man page and what shells complete.
const tables = await loadTables(version);
mkdirSync(join('dist', 'man'));
mkdirSync(join('dist', 'completions'));
writeFileSync(join('dist', 'man', 'yolo-triage.1'), manPage(tables));
writeFileSync(join('dist', 'completions', 'yolo-triage.bash'), bashCompletion(tables));
writeFileSync(join('dist', 'completions', '_yolo-triage'), zshCompletion(tables));
writeFileSync(join('dist', 'completions', 'yolo-triage.fish'), fishCompletion(tables));

// The hook starts before every tool call: one file, in the module format that Node loads fastest.
await build({
  entryPoints: { hook: 'src/hook-main.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  banner: { js: '#!/usr/bin/env node' },
  define: { __VERSION__: JSON.stringify(version) },
  logLevel: 'warning',
});

// The bundle carries other people's code, so it carries their licences.
const packages = new Set(
  Object.keys(metafile.inputs)
    .map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
    .filter((folder) => folder !== undefined),
);
const notices = [...packages].sort().map((folder) => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${manifest.name} ${manifest.version} (${manifest.license})\n\n${licenceText(folder)}`;
});
writeFileSync(join('dist', 'THIRD-PARTY-LICENSES.txt'), notices.join(`\n${'-'.repeat(72)}\n\n`));

function licenceText(folder) {
  for (const name of ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE', 'License']) {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      // try the next spelling
    }
  }
  return `No licence file in ${dirname(folder)}.`;
}
