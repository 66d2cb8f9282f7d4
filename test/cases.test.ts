import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../fixtures/build-case.mjs';
import { pageOutline, wordsOfHtml, wordsOfMarkdown } from './support/page-outline.ts';
import { runCli } from './support/run-cli.ts';

/** A case is a folder of fixtures/ with a `case.json`; its golden files lie in `expected/`. */
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const cases = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((path) => /^[^/]+\/case\.json$/.test(path))
  .map((path) => path.split('/')[0] ?? '')
  .sort();

describe.each(cases)('the case %s', (name) => {
  let folder: string;
  let results: string;
  let built: ReturnType<typeof buildCase>;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-case-')));
    results = mkdtempSync(join(tmpdir(), 'yolo-triage-results-'));
    built = buildCase(name, folder);
  });
  afterAll(() => {
    for (const each of [folder, results]) rmSync(each, { recursive: true });
  });

  const evidence = () => ['--home', built.home, '--root', built.root];
  const golden = (file: string) => join(fixtures, name, 'expected', file);
  /** Owner and mode of files are those of whoever runs the tests. */
  const portable = (text: string) =>
    text.replaceAll(folder, '<root>').replace(/owner \d+, mode \d+/g, 'owner <uid>, mode <mode>');

  it('gives the report that was reviewed', async () => {
    const document = join(results, 'case.json');
    const { code } = await runCli([
      'report',
      ...evidence(),
      ...built.logs.flatMap((path) => ['--witness-log', path]),
      ...['--format', 'json', '--output', document, '--fail-on', 'medium'],
    ]);
    expect(code).toBe(built.code);
    const rendered = async (format: string) => {
      const { stdout } = await runCli(['report', '--from', document, '--format', format, '--output', '-']);
      return stdout;
    };
    const [markdown, html] = [await rendered('markdown'), await rendered('html')];
    await expect(portable(markdown)).toMatchFileSnapshot(golden('report.md'));
    await expect(pageOutline(html)).toMatchFileSnapshot(golden('page.txt'));
    expect(wordsOfHtml(html)).toBe(wordsOfMarkdown(markdown));
  });

  it('gives the tool calls that were reviewed', async () => {
    const { stdout } = await runCli(['sessions', ...evidence(), '--format', 'csv']);
    await expect(portable(stdout)).toMatchFileSnapshot(golden('sessions.csv'));
  });
});
