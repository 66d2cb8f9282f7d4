import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import { runCli } from '../support/run-cli.ts';

it.each(['unattended-refactor', 'home-cleanup', 'benign-bugfix', 'missing-records'])(
  'after a report of %s: at most twelve lines, the verdict first, each on one row',
  async (name) => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-summary-')));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { home, root } = buildCase(name, join(folder, 'case'));
    const { stdout } = await runCli([
      'report',
      '--home',
      home,
      '--root',
      root,
      '--output',
      join(folder, 'r.md'),
    ]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(lines.map((line) => line.slice(0, 12).trimEnd()).slice(0, 6)).toEqual([
      'Verdict',
      'Disclosure',
      'Sessions',
      'Stands on',
      'Findings',
      'Gaps',
    ]);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120);
  },
  60_000,
);
