import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../../fixtures/build-case.mjs';
import { buildHostileHome } from '../../hostile/hostile-home.ts';
import { browserPath, launchBrowser, openFile, skippedWithoutBrowser } from '../../support/browser.ts';
import { runCli } from '../../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'casebook-page-'));
const file = join(folder, 'case.html');
const widths = [400, 800, 1400];

describe.skipIf(browserPath === undefined)(`the casebook in a browser (${skippedWithoutBrowser})`, () => {
  let browser: Browser;
  let evidence: readonly string[];
  beforeAll(async () => {
    const { root, home } = buildCase('unattended-refactor', join(folder, 'evidence'));
    evidence = ['--home', home, '--root', root];
    await runCli(['report', ...evidence, '--format', 'casebook', '--output', file]);
    browser = await launchBrowser();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** A page whose calls are all read. */
  async function opened(width: number, hash = '', options = {}) {
    const watched = await openFile(browser, file, { viewport: { width, height: 850 }, hash, ...options });
    await watched.page.locator('html[data-casebook=read]').waitFor({ state: 'attached' });
    return watched;
  }

  /** Waits for words: a search goes on beside whoever types. */
  const shows = (page: Page, selector: string, words: string | RegExp) =>
    page.locator(selector).filter({ hasText: words }).first().waitFor();
  const counts = (page: Page, number: number) => shows(page, '.count', new RegExp(`^${number} of 15 calls$`));
  /** Searches begin a moment after the last key, and go on between frames. */
  const settled = (page: Page) =>
    page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250))))',
    );
  const isOpen = (page: Page, title: string | RegExp) => shows(page, '.open h2', title);
  const textOf = async (page: Page, selector: string) =>
    (await page.locator(selector).first().textContent()) ?? '';

  it.each(widths)('is driven by keyboard alone at %i pixels, and asks for nothing', async (width) => {
    const { page, acts } = await opened(width);
    await isOpen(page, 'The case in short');
    await page.keyboard.press('Escape');
    await counts(page, 15);
    await page.keyboard.press('0');
    await isOpen(page, 'The case in short');
    await page.keyboard.press('t');
    expect(page.url()).toContain('zone=local');
    await page.keyboard.press('j');
    await isOpen(page, 'Read succeeded');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await isOpen(page, 'Bash denied');
    await page.keyboard.press('k');
    await isOpen(page, 'Bash succeeded');
    await page.keyboard.press('e');
    await isOpen(page, 'Bash denied');
    await page.keyboard.press('End');
    expect(await textOf(page, '.open .reference')).toMatch(/\.jsonl:\d+$/);
    await page.keyboard.press('m');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.locator('#query:focus').waitFor();
    await page.keyboard.type('curl state:confirmed');
    await counts(page, 2);
    await page.keyboard.press('Escape');
    await settled(page);
    await page.keyboard.press('f');
    await page.locator('#calls[aria-rowcount="15"]').waitFor();
    await page.keyboard.press('n');
    await shows(page, '.open pre', 'cat .env | curl');
    await page.keyboard.press('2');
    expect(new URL(page.url()).hash).toContain('q=incident%3AI2');
    await page.keyboard.press('?');
    await shows(page, 'dialog', 'copy the reference');
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('d');
    await page.locator('main').waitFor();
    await page.keyboard.press('d');
    await page.locator('main').waitFor({ state: 'hidden' });
    expect(acts).toEqual([]);
    await page.close();
  });

  it.each(widths)('is driven by mouse alone at %i pixels', async (width) => {
    const { page, acts } = await opened(width);
    const isNarrow = width < 760;
    if (width < 1100) await page.getByRole('button', { name: 'Lists' }).click();
    await page.getByRole('button', { name: /^I1 critical/ }).click();
    await isOpen(page, 'I1');
    await page.locator('.call-links a').last().click();
    await isOpen(page, 'Bash succeeded');
    await page.getByRole('button', { name: 'Mark', exact: true }).click();
    await page.getByLabel('Note').fill('asked dana');
    await page.getByRole('button', { name: 'Not tool:Bash' }).click();
    if (isNarrow) await page.getByRole('button', { name: '‹ Calls' }).click();
    await counts(page, 1);
    for (const term of ['-tool:Bash', 'incident:I1'])
      await page.getByRole('button', { name: `${term} ✕` }).click();
    await counts(page, 15);
    await page.getByLabel('Filter by level').selectOption('>=high');
    await page.getByLabel('Filter by tool').selectOption('Bash');
    await counts(page, 3);
    expect(await page.locator('#query').inputValue()).toBe('level:>=high tool:Bash');
    await page.locator('#calls [role=row]').first().click();
    await isOpen(page, 'Bash succeeded');
    await page.goBack();
    await page.getByRole('button', { name: 'Matches only' }).click();
    expect(await page.locator('#calls [role=row]').count()).toBeGreaterThan(10);
    expect(acts).toEqual([]);
    await page.close();
  });

  it('brushes time with the pointer and with keys, and zooms', async () => {
    const { page } = await opened(1400);
    const box = await page.locator('canvas').boundingBox();
    if (!box) throw new Error('there is no overview');
    await page.mouse.move(box.x + box.width * 0.6, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await counts(page, 12);
    expect(page.url()).toMatch(/time=\d+-\d+/);
    await page.keyboard.press('b');
    for (let press = 0; press < 60; press += 1) await page.keyboard.press('ArrowRight');
    await shows(page, '.count', /^(?:[1-9]|1[01]) of 15 calls$/);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.getByRole('button', { name: 'All times' }).click();
    await counts(page, 15);
    await page.close();
  });

  it('goes by its address: to a call, a query, a time; what is not there is said', async () => {
    const { page } = await opened(1400, '#incident=I1');
    const [, reference = ''] =
      /call=([^&]+)$/.exec((await page.locator('.call-links a').last().getAttribute('href')) ?? '') ?? [];
    await page.close();
    const linked = await opened(1400, `#q=tool%3ARead&call=${reference}`);
    await isOpen(linked.page, 'Bash succeeded');
    await counts(linked.page, 2);
    await linked.page.evaluate(`location.hash = '#call=nowhere.jsonl:1&q=colour:red'`);
    await linked.page.getByText('This case has no call nowhere.jsonl:1.').waitFor();
    await shows(linked.page, '.term', 'there is no colour');
    await linked.page.close();
  });

  it('begins with what the document says first, and each thing leads on, and back', async () => {
    const { stdout } = await runCli(['report', ...evidence, '--format', 'json', '--output', '-']);
    const { keyFacts, nextSteps } = JSON.parse(stdout);
    const { page } = await opened(1400);
    await isOpen(page, 'The case in short');
    const told = await page.locator('.open code').allTextContents();
    const { lost, sentOut, stays, toRotate, pushed = [], unread = [] } = keyFacts;
    const facts = [lost, sentOut, stays, toRotate, pushed, unread].flat();
    const subjects = nextSteps.flatMap((step: { subjects: string[] }) => step.subjects);
    expect(told).toEqual([...facts, ...subjects]);
    expect(facts.length).toBeGreaterThan(3);
    await page.locator('.open a').filter({ hasText: keyFacts.sentOut[0] }).first().click();
    await isOpen(page, 'I1');
    await page.goBack();
    await isOpen(page, 'The case in short');
    // From each commit, credential and step to a call, and from the call to it.
    const links = page.locator('.side section').nth(2).locator('.entry');
    expect(await links.count()).toBeGreaterThan(2);
    let followed = 0;
    for (const link of await links.all()) {
      await link.click();
      const address = await page.evaluate<string>('location.hash');
      const calls = page.locator('.open .call-links a');
      if ((await calls.count()) === 0) continue;
      await calls.first().click();
      await isOpen(page, /succeeded|failed|denied/);
      const back = (await page.locator('.open dl a').all()).map((one) => one.getAttribute('href'));
      expect(await Promise.all(back)).toContain(address);
      followed += 1;
    }
    expect(followed).toBeGreaterThan(1);
    await page.close();
  });

  it('tells times in UTC, or by the clock of whoever reads', async () => {
    const { page } = await opened(1400, '#call=', { timezoneId: 'Pacific/Chatham' });
    await page.keyboard.press('j');
    const utc = await textOf(page, '.open dd');
    await page.getByRole('button', { name: 'Times: UTC' }).click();
    const local = await textOf(page, '.open dd');
    const minutes = (text: string) => Date.parse(`${text.slice(0, 19).replace(' ', 'T')}Z`) / 60_000;
    expect(minutes(local) - minutes(utc)).toBe(13 * 60 + 45);
    expect(local).toContain('Pacific/Chatham');
    await page.reload();
    await page.getByRole('button', { name: 'Times: Pacific/Chatham' }).click();
    expect(page.url()).not.toContain('zone=');
    await page.close();
  });

  it.each(
    widths.flatMap((width) =>
      ['', '#case=short', '#incident=I1', '#finding=1', '#link=1', '#q=curl'].map(
        (hash) => [width, hash] as const,
      ),
    ),
  )('reaches every control at %i pixels by keyboard and by pointer: %s', async (width, hash) => {
    const { page } = await opened(width, hash);
    await settled(page);
    const { covered, all } = await page.evaluate<{ covered: string[]; all: number }>(`(async () => {
      const nameOf = (one) => one.tagName + ' ' + (one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40);
      const controls = [...document.querySelectorAll('#book :is(a[href], button, input, select, textarea, [tabindex="0"])')]
        .filter((one) => !one.disabled && one.checkVisibility());
      const covered = [];
      for (const one of controls) {
        one.scrollIntoView({ block: 'center', inline: 'center' });
        const box = [...one.getClientRects()][0];
        const hit = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        if (!hit || !(one.contains(hit) || hit.closest('label')?.contains(one))) covered.push(nameOf(one));
      }
      globalThis.controls = controls;
      globalThis.reached = new Set();
      globalThis.nameOf = nameOf;
      document.addEventListener('focusin', ({ target }) => reached.add(target));
      return { covered, all: controls.length };
    })()`);
    expect(covered).toEqual([]);
    for (let press = 0; press < all + 5; press += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate('controls.filter((one) => !reached.has(one)).map(nameOf)')).toEqual([]);
    expect(all).toBeGreaterThan(8);
    await page.close();
  });

  it('asks queries as they are written', async () => {
    const { page } = await opened(1400);
    const found: Record<string, string> = {};
    for (const query of [
      'tool:bash,read',
      'tool:bash tool:read',
      '-tool:bash',
      'level:>=high',
      'level:high -is:subagent',
      'mode:bypassPermissions state:confirmed',
      '"rm -rf"',
      'zone:credentials',
      'outcome:denied',
      'tool:b*',
      'agent:claude-code curl',
      'session:7c1f',
      'nothing-has-this',
      'is:finding requested:no',
    ]) {
      await page.locator('#query').fill(query);
      await settled(page);
      await shows(page, '.count', /calls$/);
      found[query] = await textOf(page, '.count');
    }
    await expect(`${JSON.stringify(found, undefined, 2)}\n`).toMatchFileSnapshot('queries.json');
    await page.close();
  });

  it('gives marks, notes and answers as a case file that the program takes, and takes one back', async () => {
    const { page } = await opened(1400, '#q=level:%3E%3Dhigh');
    await page.keyboard.press('j');
    await page.keyboard.press('m');
    await page.keyboard.press('n');
    await page.keyboard.press('w');
    await page.keyboard.type('asked dana on the phone');
    await page
      .locator('.side')
      .getByRole('button', { name: /Secret sent out/ })
      .last()
      .click();
    await page.getByLabel('Reason').fill('a test key');
    await page.getByLabel('Who').fill('K. Example');
    await page.getByLabel('Until, the last day').fill('2027-01-31');
    await page.getByRole('button', { name: 'Accept', exact: true }).click();
    await page.getByRole('button', { name: /^Notes 3, unsaved/ }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save case.json' }).click();
    const saved = join(folder, 'answers', 'case.json');
    await (await download).saveAs(saved);
    const { stdout, stderr } = await runCli([
      'report',
      ...evidence,
      '--case',
      saved,
      '--format',
      'json',
      '--output',
      '-',
    ]);
    expect(stderr).not.toContain('case file');
    const report = JSON.parse(stdout);
    expect(report.caseFile.notes).toEqual([
      expect.stringMatching(/\.jsonl:\d+: marked$/),
      expect.stringMatching(/\.jsonl:\d+: asked dana on the phone$/),
    ]);
    expect(report.findings.filter((finding: { accepted?: unknown }) => finding.accepted)).toMatchObject([
      { title: 'Secret sent out', accepted: { by: 'K. Example', until: '2027-01-31' } },
    ]);
    await page.close();
    const again = await opened(1400);
    await again.page.getByRole('button', { name: /^Notes 0/ }).click();
    await again.page.getByLabel('Open a case file').setInputFiles(saved);
    await again.page
      .getByText('Opened: 2 marks and notes on calls, 1 accepted findings, 0 other notes.')
      .waitFor();
    expect(again.acts).toEqual([]);
    await again.page.close();
  });

  it.each([
    ['no JSON', '- a', 'it is no JSON'],
    ['an unknown key', '{"verdict":"clean"}', 'unknown key: verdict'],
    ['a prototype', '{"__proto__":{"notes":["x"]}}', 'unknown key: __proto__'],
    [
      'an entry for whatever a query finds',
      '{"accepted":[{"query":"x","reason":"x","by":"x","until":"2027-01-01"}]}',
      'needs a subject',
    ],
    ['another form', '{"notes":"x"}', 'notes has to be a list'],
    ['a list', '[]', 'has to be a map'],
  ])('refuses a case file that has %s', async (_, text, reason) => {
    const given = join(folder, 'given.json');
    writeFileSync(given, text);
    const { page } = await opened(1400);
    await page.getByRole('button', { name: /^Notes 0/ }).click();
    await page.getByLabel('Open a case file').setInputFiles(given);
    await page.getByText('Not opened: ').waitFor();
    expect(await textOf(page, 'dialog [role=status]')).toContain(reason);
    await page.close();
  });

  it('is what its document is where no script runs, and on paper', async () => {
    const plain = join(folder, 'plain.html');
    await runCli(['report', ...evidence, '--format', 'html', '--output', plain]);
    const sheets: Record<string, number> = {};
    const words: string[] = [];
    for (const [name, path, javaScriptEnabled] of [
      ['html', plain, true],
      ['without script', file, false],
      ['with script', file, true],
    ] as const) {
      const { page } = await openFile(browser, path, { javaScriptEnabled });
      if (name === 'with script')
        await page.locator('html[data-casebook=read]').waitFor({ state: 'attached' });
      else words.push(...(await page.locator('body').allInnerTexts()));
      const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
      sheets[name] = paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      await page.close();
    }
    expect(words[1]).toBe(words[0]);
    expect(sheets['html']).toBeGreaterThan(1);
    expect(sheets).toEqual({
      html: sheets['html'],
      'without script': sheets['html'],
      'with script': sheets['html'],
    });
  });

  it('shows its document, and says so, where its data are damaged', async () => {
    const damaged = join(folder, 'damaged.html');
    const text = readFileSync(file, 'utf8');
    const at = text.indexOf('"case":"') + 200;
    const other = text[at] === 'A' ? 'B' : 'A';
    writeFileSync(damaged, `${text.slice(0, at)}${other}${text.slice(at + 1)}`);
    const { page } = await openFile(browser, damaged);
    await page.getByText('The data of this casebook are damaged').waitFor();
    expect(await page.locator('main').isVisible()).toBe(true);
    await page.close();
  });

  it.each([
    [1400, 'light', '#incident=I1', ''],
    [1400, 'dark', '#q=level%3A%3E%3Dmedium+foo%3Abar&show=all', 'j'],
    [1400, 'dark', '#finding=1', ''],
    [1400, 'light', '#case=short', ''],
    [800, 'dark', '#case=short', ''],
    [1400, 'dark', '#link=1', ''],
    [400, 'light', '#link=2', ''],
    [1400, 'light', '', '?'],
    [1400, 'light', '', 'd'],
    [800, 'dark', '', 'j'],
    [400, 'light', '', ''],
    [400, 'dark', '', 'j'],
    [400, 'light', '#finding=1', 'd'],
  ] as const)(
    'breaks no rule of accessibility at %i pixels, %s, %s %s',
    async (width, colorScheme, hash, key) => {
      const { page } = await opened(width, hash, { colorScheme });
      if (key !== '') await page.keyboard.press(key);
      await page.evaluate(axe.source);
      const { violations, passes }: AxeResult = await page.evaluate('axe.run()');
      expect(passes.length).toBeGreaterThan(20);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.close();
    },
  );

  it('says to who cannot see it what it shows', async () => {
    const { page } = await opened(1400, '#incident=I1');
    await counts(page, 15);
    await isOpen(page, /^I1/);
    await settled(page);
    await expect(`${await page.locator('#book').ariaSnapshot()}\n`).toMatchFileSnapshot('incident.aria.txt');
    await page.close();
    const narrow = await opened(400, '#q=level%3A%3E%3Dmedium');
    await counts(narrow.page, 5);
    await settled(narrow.page);
    await expect(`${await narrow.page.locator('#book').ariaSnapshot()}\n`).toMatchFileSnapshot(
      'narrow.aria.txt',
    );
    await narrow.page.close();
  });

  it('has every key of its help in the documentation (else: npm run docs)', async () => {
    const { page } = await opened(1400);
    await page.keyboard.press('?');
    const shown = await page.locator('dialog td').allTextContents();
    const documented = readFileSync(
      fileURLToPath(new URL('../../../docs/casebook.md', import.meta.url)),
      'utf8',
    );
    const tables = [...documented.matchAll(/<!-- (?:query-)?keys -->\n([\s\S]*?)<!--/g)].map(
      ([, table = '']) => table,
    );
    const rows = tables.flatMap((table) => table.trim().split('\n').slice(2));
    const says = rows.map((row) => row.split(' | ').at(-1)?.replace(/ \|$/, ''));
    expect(says.toSorted()).toEqual(shown.toSorted());
    await page.close();
  });

  it('lets nothing in the evidence act', async () => {
    const root = join(folder, 'hostile');
    const home = buildHostileHome(root);
    const hostile = join(folder, 'hostile.html');
    await runCli(['report', '--home', home, '--root', root, '--format', 'casebook', '--output', hostile]);
    const { page, acts } = await openFile(browser, hostile);
    await page.locator('html[data-casebook=read]').waitFor({ state: 'attached' });
    // Every call, finding and session, once; the page is looked at each time.
    const { opened: seen, active } = await page.evaluate<{ opened: number; active: string[] }>(`(async () => {
      const active = new Set();
      const look = async () => {
        await new Promise((done) => setTimeout(done));
        for (const element of document.querySelectorAll('#book *')) {
          if (/^(script|iframe|object|embed|img|image|foreignObject|base|link|form|style)$/i.test(element.tagName)) active.add(element.tagName);
          for (const { name, value } of element.attributes)
            if (/^(on.*|style|srcdoc)$/i.test(name) && !element.matches('.row, .rows') || /^(.*href|src.*|.*action|data|poster|ping|background)$/i.test(name) && !value.startsWith('#')) active.add(name);
        }
      };
      let opened = 0;
      for (let before; before !== location.hash; opened += 1) {
        before = location.hash;
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }));
        await look();
      }
      for (const entry of document.querySelectorAll('.side .entry')) { entry.click(); await look(); }
      return { opened, active: [...active] };
    })()`);
    expect(seen).toBeGreaterThan(100);
    expect({ acts, active }).toEqual({ acts: [], active: [] });
    await page.close();
  }, 180_000);
});

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
  readonly passes: readonly unknown[];
}
