import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Absent where this machine has no Chromium. */
export const browserPath = places.find((place) => existsSync(place));

/** For the name of a test that is skipped then. */
export const skippedWithoutBrowser = `skipped where there is no Chromium at ${places[0]}: apt-get install chromium`;

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] });
}

/** A page, and what it did besides being shown: requests, words on the console, errors, dialogs. */
export interface WatchedPage {
  readonly page: Page;
  readonly acts: readonly string[];
}

export async function openFile(
  browser: Browser,
  file: string,
  { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<WatchedPage> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(15_000);
  const acts: string[] = [];
  const own = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== own) acts.push(`request ${request.url().slice(0, 80)}`);
  });
  page.on('console', (message) => acts.push(`console ${message.text()}`));
  page.on('pageerror', (error) => acts.push(`error ${error.message}`));
  page.on('dialog', (dialog) => {
    acts.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`${own}${hash}`);
  return { page, acts };
}
