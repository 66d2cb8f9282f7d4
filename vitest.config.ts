import { defineConfig } from 'vitest/config';

export default defineConfig({
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
