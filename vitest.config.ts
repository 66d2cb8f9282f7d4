import { defineConfig } from 'vitest/config';
import { pageScriptOfVite } from './build/page-script.mjs';

export default defineConfig({
  plugins: [pageScriptOfVite()],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    setupFiles: ['test/support/one-seed.ts'],
    // Processes, not threads: DuckDB's addon does not outlive the thread that loaded it.
    pool: 'forks',
    maxWorkers: '100%',
    isolate: false,
  },
});
