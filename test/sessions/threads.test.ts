import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { generateHome } from '../bench/sessions/generate.mjs';
import { runCli } from '../support/run-cli.ts';
import { homeWith } from './transcripts.ts';

const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
/** A file of nothing but a hole: with it the home is large enough for worker threads to be started. */
const holeBytes = 260 * 1024 * 1024;

describe.skipIf(!existsSync(program))('the bundled program with worker threads', () => {
  it('says the same as one thread, and gives each call once and in order', async () => {
    const home = homeWith({});
    const written = generateHome(home, 17_000_000, 7);
    const hole = join(home, '.claude/projects/-hole');
    mkdirSync(hole);
    writeFileSync(join(hole, 'hole.jsonl'), '');
    truncateSync(join(hole, 'hole.jsonl'), holeBytes);
    const run = (format: string) => {
      const options = { encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
      // The hole is a gap, and a gap is exit code 3.
      const { status, stdout } = spawnSync(
        'node',
        [program, 'sessions', '--home', home, '--format', format],
        options,
      );
      expect(status).toBe(3);
      return stdout;
    };
    const { stdout } = await runCli(['sessions', '--home', home, '--format', 'json']);
    // The bundle has another clock.
    const told = (text: string) => JSON.stringify({ ...JSON.parse(text), retention: undefined });
    expect(told(run('json')) === told(stdout)).toBe(true);
    const rows = run('ndjson')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(written);
    const sessions = JSON.parse(stdout).sessions.map(({ sessionId }: { sessionId: string }) => sessionId);
    const order = (row: { sessionId: string; startedAt: string }) =>
      `${String(sessions.indexOf(row.sessionId)).padStart(6)} ${row.startedAt}`;
    expect(rows.map(order)).toEqual(rows.map(order).sort());
  }, 30_000);
});
