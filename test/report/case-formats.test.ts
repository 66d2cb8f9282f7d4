import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse as parseCsv } from 'csv-parse/sync';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import { caseSchema } from '../../src/assess/case-schema.ts';
import { commands } from '../../src/cli/commands.ts';
import { localTime } from '../../src/report/local-time.ts';
import { browserPath, launchBrowser, skippedWithoutBrowser } from '../support/browser.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'case-formats-'));
const document = join(folder, 'case.json');
const schemaFile = fileURLToPath(new URL('../../docs/schemas/case-report.json', import.meta.url));
const published = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Case report of yolo-triage',
  ...caseSchema,
};

beforeAll(async () => {
  const { root, home } = buildCase('unattended-refactor', join(folder, 'evidence'));
  const { code } = await runCli([
    'report',
    '--home',
    home,
    '--root',
    root,
    '--format',
    'json',
    '--output',
    document,
  ]);
  expect(code).toBeOneOf([1, 3]);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rendered(format: string, ...more: readonly string[]): Promise<string> {
  const { stdout } = await runCli([
    'report',
    '--from',
    document,
    '--format',
    format,
    '--output',
    '-',
    ...more,
  ]);
  return stdout;
}

describe('the case document', () => {
  it('has the published schema, which is the one that the program checks with', () => {
    if (process.env['UPDATE_SCHEMAS'] !== undefined) {
      writeFileSync(schemaFile, `${JSON.stringify(published, undefined, 2)}\n`);
    }
    expect(JSON.parse(readFileSync(schemaFile, 'utf8'))).toEqual(published);
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(published);
    validate(JSON.parse(readFileSync(document, 'utf8')));
    expect(validate.errors).toBeNull();
  });

  it('renders again without the evidence, to the same text', async () => {
    rmSync(join(folder, 'evidence/home/dana/.bashrc'));
    expect(await rendered('json')).toBe(readFileSync(document, 'utf8'));
    expect(await rendered('markdown')).toContain('## Verdict: exposed. Disclosure: escalate');
  });

  it.each([
    ['no JSON', '{', /cannot read/],
    ['another document', '{"schemaVersion":1}', /has no verdict|has no tool/],
    ['a list in place of a text', '[]', /is no object/],
  ])('is refused where it is %s', async (_, text, problem) => {
    const file = join(folder, 'other.json');
    writeFileSync(file, text);
    const { code, stderr } = await runCli(['report', '--from', file]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(problem) });
  });
});

describe('exports of a case', () => {
  it.each(['ecs', 'ocsf', 'timesketch'])('%s has one document for each finding at least', async (format) => {
    const { findings } = JSON.parse(readFileSync(document, 'utf8'));
    const lines = (await rendered(format))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.length).toBeGreaterThanOrEqual(findings.length);
  });

  it('ocsf computes type_uid from class and activity, as the schema asks', async () => {
    for (const line of (await rendered('ocsf')).trim().split('\n')) {
      const { class_uid, activity_id, type_uid } = JSON.parse(line);
      expect(type_uid).toBe(class_uid * 100 + activity_id);
    }
  });

  it('stix refers only to objects of its own bundle', async () => {
    const { objects } = JSON.parse(await rendered('stix'));
    const ids = new Set(objects.map(({ id }: { id: string }) => id));
    const referred = objects.flatMap((object: Record<string, unknown>) =>
      ['created_by_ref', 'object_marking_refs', 'object_refs'].flatMap((key) => object[key] ?? []),
    );
    expect(referred.filter((id: string) => !ids.has(id))).toEqual([]);
  });

  it('csv is the timeline in time order', async () => {
    const rows: string[][] = parseCsv(await rendered('csv'), { from_line: 2 });
    const times = rows.map(([at]) => at ?? '');
    expect(times).toEqual([...times].sort());
  });
});

describe('people in a case', () => {
  const report = commands.find(({ name }) => name === 'report');

  it.each(Object.keys(report?.formats ?? {}))(
    'have no name in %s where --anonymise is asked for',
    async (format) => {
      const anonymous = await rendered(format, '--anonymise');
      expect(anonymous).not.toMatch(/dana/i);
      expect(anonymous.includes('person-1')).toBe(format !== 'stix');
    },
  );
});

describe('times in a zone', () => {
  it.each([
    ['2026-07-01T12:00:00.000Z', 'Europe/Berlin', '2026-07-01 14:00:00 +02:00'],
    ['2026-12-31T23:30:00.000Z', 'Asia/Kolkata', '2027-01-01 05:00:00 +05:30'],
    ['2026-01-01T00:00:00.000Z', 'UTC', '2026-01-01 00:00:00 +00:00'],
    ['no time', 'UTC', ''],
  ])('%s in %s', (at, zone, expected) => {
    expect(localTime(at, zone)).toBe(expected);
  });

  it('stand beside UTC in the report, and an unknown zone is refused', async () => {
    const { root, home } = buildCase('benign-bugfix', join(folder, 'benign'));
    const evidence = ['--home', home, '--root', root];
    const { stdout } = await runCli(['report', '--time-zone', 'Europe/Berlin', '--output', '-', ...evidence]);
    expect(stdout).toContain('# Incident report');
    expect((await runCli(['report', '--time-zone', 'Mars/Olympus', ...evidence])).code).toBe(2);
  });
});

describe.skipIf(browserPath === undefined)(`the page in a browser (${skippedWithoutBrowser})`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('is one sheet of paper where nothing happened', async () => {
    const { root, home } = buildCase('benign-bugfix', join(folder, 'nothing'));
    const file = join(folder, 'nothing.html');
    await runCli(['report', '--home', home, '--root', root, '--format', 'html', '--output', file]);
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    const paper = (await page.pdf({ format: 'A4', printBackground: true })).toString('latin1');
    expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.close();
  });

  it('asks for nothing, says nothing on the console, has no script, and fits a telephone', async () => {
    const file = join(folder, 'case.html');
    writeFileSync(file, await rendered('html'));
    for (const width of [1280, 400]) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      const heard: string[] = [];
      page.on('console', (message) => heard.push(message.text()));
      page.on('request', (request) => heard.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      const seen = await page.evaluate(
        `({ width: document.documentElement.scrollWidth, scripts: document.scripts.length, pictures: [...document.querySelectorAll('svg')].filter((svg) => svg.getAttribute('aria-label') !== '').length })`,
      );
      expect({ width, heard, seen }).toEqual({
        width,
        heard: [pathToFileURL(file).href],
        seen: { width, scripts: 0, pictures: 3 },
      });
    }
  });
});
