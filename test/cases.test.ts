import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../fixtures/build-case.mjs';
import { runCli } from './support/run-cli.ts';

/** A case is a folder of fixtures/ with a `case.json`; its golden files lie in `expected/`. */
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const cases = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((path) => /^[^/]+\/case\.json$/.test(path))
  .map((path) => path.split('/')[0] ?? '')
  .sort();

/** Exit codes: 1 where findings are expected, 0 where nothing at all is. */
const expectedCodes: Record<string, number> = { 'benign-bugfix': 0, 'unattended-refactor': 1 };

describe.each(cases)('the case %s', (name) => {
  let folder: string;
  let built: { root: string; home: string };

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-case-')));
    built = buildCase(name, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const evidence = () => ['--home', built.home, '--root', built.root];
  const golden = (file: string) => join(fixtures, name, 'expected', file);
  const portable = (text: string) => text.replaceAll(folder, '<root>');

  it('gives the report that was reviewed', async () => {
    const { code, stdout } = await runCli(['report', ...evidence(), '--output', '-', '--fail-on', 'medium']);
    expect(code).toBe(expectedCodes[name]);
    await expect(portable(stdout)).toMatchFileSnapshot(golden('report.md'));
  });

  it('gives the tool calls that were reviewed', async () => {
    const { stdout } = await runCli(['sessions', ...evidence(), '--format', 'csv']);
    await expect(portable(stdout)).toMatchFileSnapshot(golden('sessions.csv'));
  });
});
