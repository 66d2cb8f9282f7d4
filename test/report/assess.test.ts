import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import type { Assessment } from '../../src/assess/assessment.ts';
import { answeringQueries } from '../../src/assess/assessment-questions.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'assess-'));
let homes: readonly string[];
let assessment: Assessment;

beforeAll(async () => {
  const dana = buildCase('unattended-refactor', join(folder, 'dana'));
  const sam = buildCase('benign-bugfix', join(folder, 'sam'));
  homes = ['--home', sam.home, '--home', dana.home, '--root', dana.root, '--root', sam.root];
  assessment = JSON.parse(await assess('json'));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function assess(format: string, ...more: readonly string[]): Promise<string> {
  const { code, stdout } = await runCli(['assess', ...homes, '--format', format, ...more]);
  expect(code).toBe(3);
  return stdout;
}

describe('an assessment of two homes', () => {
  it('reads each home below its own root, and puts the worst first', () => {
    const { cases, verdict } = assessment;
    expect(cases.map(({ subject }) => subject.home)).toEqual(['/home/dana', '/home/sam']);
    expect(verdict).toBe(cases[0]?.verdict.value);
    expect(cases.map(({ moves }) => moves.length > 0)).toEqual([true, true]);
    expect(cases.flatMap(({ gaps }) => gaps).map(({ kind }) => kind)).not.toContain('missing');
  });

  it('answers the four questions for each home, and says where gaps could hide the answer', () => {
    const { answers } = assessment;
    const said = answers.map(({ homes: each }) => each.map(({ home, answer }) => `${home} ${answer}`));
    expect(said).toEqual([
      ['/home/dana yes', '/home/sam no'],
      ['/home/dana yes', '/home/sam no'],
      ['/home/dana yes', '/home/sam no'],
      ['/home/dana unknown', '/home/sam no'],
    ]);
    for (const { rows } of answers.flatMap(({ homes: each }) => each)) {
      for (const { evidence } of rows) expect(evidence).not.toEqual([]);
    }
  });

  it('looks only at the time that is asked for', async () => {
    const { since, cases } = JSON.parse(await assess('json', '--since', '2026-11-14')) as Assessment;
    expect(since).toBe('2026-11-14T00:00:00.000Z');
    const counted = cases.map(({ subject, sessions }) => `${subject.home} ${sessions.length}`);
    expect(counted.sort()).toEqual(['/home/dana 0', '/home/sam 1']);
  });

  it('is one report in Markdown and one page in HTML', async () => {
    const markdown = await assess('markdown');
    expect(markdown.match(/^# .*/gm)).toEqual(['# Assessment: exposed']);
    expect(markdown.match(/^## .*/gm)).toEqual([
      ...(markdown.match(/^## .*\?$/gm) ?? []),
      '## Inventory',
      '## `/home/dana`: exposed',
      '## `/home/sam`: clean',
    ]);
    const html = await assess('html');
    const ids = [...html.matchAll(/ id="(s\d+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html).toContain('<figure tabindex="0"><svg');
    expect(html).not.toMatch(/<script|(?:href|src)="(?!#)/);
    const marked = [...html.matchAll(/<h\d [^>]*class="finding level-of-(\w+)">\d+\. (\w+):/g)];
    expect(marked.length).toBe(markdown.match(/^#+ \d+\. \w+: /gm)?.length);
    expect(marked.filter(([, level, word]) => level !== word)).toEqual([]);
    expect(html.match(/ class="verdict">/g)?.length).toBe(markdown.match(/^#+ Verdict: /gm)?.length);
  });

  it('shows on the page above which column which home stands', async () => {
    const html = await assess('html');
    const inventory =
      /Inventory<\/h2>\s*<div class="scroll" tabindex="0"><table([^>]*)>([\s\S]*?)<\/thead>/.exec(html);
    expect(inventory?.[1]).toBe('');
    expect(inventory?.[2]).toContain('<th><code>/home/dana</code></th>');
  });

  it('takes a bag beside a home', async () => {
    const bag = join(folder, 'bag');
    const [, samHome = ''] = homes;
    await runCli(['collect', bag, '--home', samHome, '--root', join(folder, 'sam')]);
    const { stdout } = await runCli(['assess', '--home', bag, ...homes, '--format', 'json']);
    const { cases } = JSON.parse(stdout) as Assessment;
    expect(cases.map(({ subject }) => subject.home)).toEqual(['/home/dana', '/home/sam', '/home/sam']);
  });
});

describe('the questions of an assessment', () => {
  it('are answered by queries that there are', () => {
    const queries = fileURLToPath(new URL('../../queries', import.meta.url));
    const there = readdirSync(queries, { recursive: true, encoding: 'utf8' }).map((path) =>
      path.replace(/^.*\/|\.yml$/g, ''),
    );
    expect(existsSync(queries)).toBe(true);
    expect(answeringQueries.filter((id) => !there.includes(id))).toEqual([]);
  });
});
