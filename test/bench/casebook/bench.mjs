// Sizes and times of casebooks of 500, 5,000 and 20,000 calls, in the Chromium of this machine.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { layOutLargeHome } from './large-home.mjs';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (path) => existsSync(path),
);
if (executablePath === undefined) throw new Error('there is no Chromium here: apt-get install chromium');

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const folder = mkdtempSync(join(tmpdir(), 'casebook-bench-'));
try {
  for (const calls of [500, 5000, 20_000]) console.log(JSON.stringify(await measured(calls)));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

async function measured(calls) {
  const home = join(folder, String(calls));
  const file = join(folder, `${calls}.html`);
  layOutLargeHome(home, calls);
  const begin = performance.now();
  const argv = [
    'report',
    '--home',
    home,
    '--format',
    'casebook',
    '--output',
    file,
    '--fail-on',
    'critical',
    '--quiet',
  ];
  try {
    execFileSync(process.execPath, ['dist/main.js', ...argv], { stdio: 'ignore' });
  } catch (error) {
    if (![1, 3].includes(error.status)) throw error;
  }
  const reportMs = Math.round(performance.now() - begin);
  return { calls, sizeBytes: statSync(file).size, reportMs, ...(await opened(file)) };
}

async function opened(file) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 850 } });
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await page.goto(pathToFileURL(file).href);
  await page.locator('#calls').waitFor();
  const firstListMs = await now(page);
  await page.locator('html[data-casebook=read]').waitFor({ state: 'attached' });
  const readMs = await now(page);
  await page.evaluate(() => performance.mark('read'));
  await drive(page);
  const elements = await page.evaluate(() => document.querySelectorAll('#book *').length);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  await page.close();
  return { firstListMs, readMs, elements, ...tasksOf(traceEvents) };
}

/**
 * The longest tasks of the page's main thread, before and after everything was read: by the clock, which also counts
 * what else the machine does, and of the processor.
 */
function tasksOf(events) {
  const mark = events.find(({ name }) => name === 'read');
  const tasks = events.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && pid === mark.pid && tid === mark.tid,
  );
  const longest = (list) => ({
    clockMs: Math.round(Math.max(0, ...list.map(({ dur = 0 }) => dur)) / 1000),
    processorMs: Math.round(Math.max(0, ...list.map(({ tdur = 0 }) => tdur)) / 1000),
  });
  return {
    longestTaskOfLoading: longest(tasks.filter(({ ts }) => ts < mark.ts)),
    longestTaskAfter: longest(tasks.filter(({ ts }) => ts >= mark.ts)),
  };
}

function now(page) {
  return page.evaluate(() => Math.round(performance.now()));
}

/** What somebody does: searches, filters, goes from call to call, scrolls, brushes. */
async function drive(page) {
  await page.keyboard.press('/');
  await page.keyboard.type('parser tool:Bash', { delay: 20 });
  await page.keyboard.press('Escape');
  for (const key of ['j', 'j', 'n', 'n', 'f', 'e', 'End', 'Home', 'p', 'm']) await page.keyboard.press(key);
  await page.locator('#query').fill('');
  await page.locator('#calls').hover();
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 4000);
  const box = await page.locator('canvas').boundingBox();
  await page.mouse.move(box.x + 200, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 20, { steps: 5 });
  await page.mouse.up();
  await page.waitForTimeout(500);
}
