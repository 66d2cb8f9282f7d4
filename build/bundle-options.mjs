// What the bundle of a folder and that of the single executable have in common.
import { pageScriptOfEsbuild } from './page-script.mjs';

/** The program and its threads, by the names that they start under. */
export const entries = {
  main: 'src/main.ts',
  'inventory-worker': 'src/cli/inventory-worker.ts',
  'search-worker': 'src/evidence/tree/search-worker.ts',
  'transcript-search-worker': 'src/transcripts/secrets/transcript-search-worker.ts',
};

/** @param {string} version of the program */
export const ofProgram = (version) => ({
  bundle: true,
  // Names stay: stacks are read, and the option that restores minified ones costs a call for each closure made.
  minifyWhitespace: true,
  minifySyntax: true,
  platform: 'node',
  target: 'node20',
  // A peer that only the fleet commands load.
  external: ['@duckdb/node-api'],
  mainFields: ['module', 'main'],
  conditions: ['node', 'import'],
  define: { __VERSION__: JSON.stringify(version) },
  plugins: [pageScriptOfEsbuild()],
  metafile: true,
  logLevel: 'warning',
});
