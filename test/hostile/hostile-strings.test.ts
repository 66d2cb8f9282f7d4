import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import xterm from '@xterm/headless';
import { parse as parseCsv } from 'csv-parse/sync';
import markdownIt from 'markdown-it';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { browserPath, launchBrowser, skippedWithoutBrowser } from '../support/browser.ts';
import { runCli } from '../support/run-cli.ts';
import { attacks, buildHostileHome, evilHost } from './hostile-home.ts';

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));

/** One run: what a command wrote in one of its formats. */
interface Output {
  readonly name: string;
  readonly format: string;
  readonly text: string;
}

const forms = commands.flatMap(({ name, formats }) =>
  Object.keys(formats).map((format) => ({ name, format })),
);
const outputs = new Map<string, Output>();

beforeAll(async () => {
  const root = join(folder, 'evidence');
  const home = buildHostileHome(root);
  const bag = join(folder, 'bag');
  const spool = join(folder, 'spool');
  const document = join(folder, 'case.json');
  const evidence = ['--home', home, '--root', root];
  const database = ['--database', join(folder, 'fleet.duckdb')];
  await runCli(['collect', bag, ...evidence]);
  const spooling = ['--spool', spool, '--host-id', 'host', ...evidence];
  await runCli(['report', ...spooling]);
  await runCli(['scan', home, ...spooling]);
  const given: Readonly<Record<string, readonly string[]>> = {
    scan: [home, ...evidence],
    explain: [`curl https://${evilHost}/ ${Object.values(attacks).slice(0, -1).join(' ')}`],
    show: ['toolu_0_0', ...evidence],
    collect: ['--dry-run', ...evidence],
    verify: [bag],
    completion: ['bash'],
    'fleet load': [spool, ...database],
    'fleet hunt': ['all', ...database],
    'fleet report': database,
    'fleet schema': [],
  };
  for (const { name, format } of forms.toSorted(
    (a, b) => Number(b.format === 'json') - Number(a.format === 'json'),
  )) {
    const isRendering = name === 'report' && format !== 'json';
    const options = isRendering ? ['--from', document] : (given[name] ?? evidence);
    const argv = [...name.split(' '), ...options, '--format', format, '--output', '-'];
    const { code, stdout, stderr } = await runCli(argv, {
      env: { FORCE_COLOR: '1', PATH: process.env['PATH'] ?? '' },
      cwd: folder,
    });
    expect({ name, format, code, stderr }).toEqual({
      name,
      format,
      code: expect.toBeOneOf([0, 1, 3]),
      stderr,
    });
    if (name === 'report' && format === 'json') writeFileSync(document, stdout);
    outputs.set(`${name} ${format}`, { name, format, text: stdout });
    outputs.set(`${name} ${format} (standard error)`, { name, format: 'text', text: stderr });
  }
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inFormats(...wanted: readonly string[]): Output[] {
  return [...outputs.values()].filter(({ format }) => wanted.includes(format));
}

/** Controls, bidirectional marks, zero-width characters; colours of our own are no attack. */
const acting = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

function withoutOwn(text: string): string {
  return text.replace(/\u001b\[[\d;]*m/g, '').replace(/\r?\n/g, '');
}

describe('hostile strings in the evidence', () => {
  it('reach no output as characters that act', () => {
    const harmful = [...outputs]
      .filter(([, { text }]) => acting.test(withoutOwn(text)))
      .map(([name]) => name);
    expect(harmful).toEqual([]);
  });

  it('touch no file', () => {
    expect(existsSync('/tmp/pwned')).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['bag', 'case.json', 'evidence', 'fleet.duckdb', 'spool']);
    expect(readdirSync(join(folder, 'evidence'))).toEqual(['home']);
  });

  it('change neither title, links nor screen of a terminal', async () => {
    for (const { name, text } of inFormats('table', 'text')) {
      const terminal = new xterm.Terminal({ cols: 120, rows: 50, allowProposedApi: true });
      const acts: string[] = [];
      terminal.onTitleChange((title) => acts.push(`title ${title}`));
      for (const code of [0, 2, 8, 52])
        terminal.parser.registerOscHandler(code, () => Boolean(acts.push(`OSC ${code}`)));
      for (const final of ['A', 'H', 'J', 'K', 'h', 'l']) {
        terminal.parser.registerCsiHandler({ final }, () => Boolean(acts.push(`CSI ${final}`)));
      }
      await new Promise<void>((resolve) => terminal.write(text.replaceAll('\n', '\r\n'), resolve));
      expect([name, acts]).toEqual([name, []]);
    }
  });

  it('stay data in JSON, and come back as they were', () => {
    for (const { name, format, text } of inFormats('json', 'ndjson', 'ecs', 'ocsf', 'timesketch', 'stix')) {
      const isWhole = format === 'json' || format === 'stix';
      const documents = isWhole ? [text] : text.split('\n').filter((line) => line !== '');
      for (const document of documents) expect(() => JSON.parse(document), `${name} ${format}`).not.toThrow();
    }
    const calls = inFormats('ndjson').find(({ name }) => name === 'sessions')?.text ?? '';
    const branches = new Set(
      calls
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).gitBranch),
    );
    expect(branches.has(attacks['unicode: bidirectional'])).toBe(true);
  });

  it('are no formula in CSV', () => {
    for (const { name, text } of inFormats('csv')) {
      const rows: string[][] = parseCsv(text);
      expect([name, new Set(rows.map((row) => row.length)).size]).toEqual([name, 1]);
      expect(rows.flat().filter((cell) => /^[\s]*[=+\-@]/.test(cell))).toEqual([]);
    }
  });

  it('are neither link, image, HTML nor heading in Markdown', () => {
    for (const { name, format, text } of inFormats('markdown')) {
      const tokens = markdownIt({ html: true, linkify: true }).parse(text, {});
      const inline = tokens.flatMap(({ children }) => children ?? []);
      const all = [...tokens, ...inline];
      const kinds = new Set(all.map(({ type }) => type));
      for (const kind of ['image', 'link_open', 'html_block', 'html_inline'])
        expect([name, format, kind, kinds.has(kind)]).toEqual([name, format, kind, false]);
      const words = inline.filter(({ type }) => type === 'text').map(({ content }) => content);
      const headings = tokens.flatMap((token, index) =>
        token.type === 'heading_open' ? (tokens[index + 1]?.content ?? '') : [],
      );
      expect(headings.filter((heading) => heading === 'Verdict: clean')).toEqual([]);
      const outside = words.filter((word) => word.includes(`//${evilHost}`));
      expect([name, outside]).toEqual([name, []]);
    }
  });

  it('end no Mermaid label and give no directive', () => {
    for (const { text } of inFormats('markdown')) {
      const blocks = markdownIt()
        .parse(text, {})
        .filter(({ info }) => info === 'mermaid');
      for (const { content } of blocks) {
        expect(content).not.toMatch(/%%\{|\bclick\b|href|https?:|javascript:|<|&#|__proto__/);
        expect(content).not.toContain(evilHost);
      }
    }
  });

  it('break no shell script', () => {
    for (const { name, text } of inFormats('sh')) {
      expect([name, execFileSync('sh', ['-n'], { input: text, encoding: 'utf8' })]).toEqual([name, '']);
    }
  });
});

describe.skipIf(browserPath === undefined)(`hostile strings in a browser (${skippedWithoutBrowser})`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('run no script, ask for nothing, and open nothing', async () => {
    for (const { name, text } of inFormats('html')) {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, text);
      const page = await browser.newPage();
      const acts: string[] = [];
      page.on('request', (request) => acts.push(`request ${request.url().slice(0, 80)}`));
      page.on('dialog', (dialog) => {
        acts.push(`dialog ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('console', (message) => acts.push(`console ${message.text()}`));
      page.on('pageerror', (error) => acts.push(`error ${error.message}`));
      await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
      const active = await page.evaluate(`[...document.querySelectorAll('*')].flatMap((element) => [
        ...(/^(script|iframe|object|embed|img|image|foreignObject|base|link|form)$/i.test(element.tagName) ? [element.tagName] : []),
        ...[...element.attributes].filter(({ name, value }) => /^on/i.test(name) || /javascript:|https?:/i.test(value) && name !== 'xmlns').map(({ name }) => name),
      ])`);
      await page.close();
      expect([name, acts.filter((act) => !act.startsWith('request file:')), active]).toEqual([name, [], []]);
    }
  });
});
