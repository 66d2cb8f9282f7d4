import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import { runCli } from '../support/run-cli.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Pages whose console blocks are not run here, and why. */
const notRun: Readonly<Record<string, string>> = {
  'README.md': 'npm pack and what is unpacked: test/package.test.ts and npm run verify:install',
  'CONTRIBUTING.md': 'what .ci/run and npm run verify:install do',
  'docs/add-a-program.md': 'after the changes to the sources that the page describes',
  'docs/add-a-query.md': 'after the changes to the sources that the page describes',
  'docs/add-a-report-section.md': 'after the changes to the sources that the page describes',
  'docs/add-an-agent.md': 'after the changes to the sources that the page describes',
  'docs/add-an-export.md': 'after the changes to the sources that the page describes',
  'docs/add-an-mcp-client.md': 'after the changes to the sources that the page describes',
};
/**
 * Commands that name what the reader has and fixtures have not, whose answer hangs on the machine, or that are a form
 * and no command.
 */
const form = /…|\[|--dry-run|age1|-log |(?:policy|input)\.json|rollout\.jsonl|[ =]\/(?!media\/case\/dana\b)/;

const pages = ['README.md', 'CONTRIBUTING.md', ...docsPages()];
const runnable = pages
  .filter((page) => !Object.hasOwn(notRun, page))
  .map((page) => ({
    page,
    shown: blocksOf(page).filter(({ command }) => command.startsWith('yolo-triage ') && !form.test(command)),
  }))
  .filter(({ shown }) => shown.length > 0);

function docsPages(): string[] {
  return readdirSync(join(project, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
}

interface Shown {
  readonly command: string;
  readonly output: string;
}

/** Each command of a block with what stands below it. */
function blocksOf(page: string): Shown[] {
  const text = readFileSync(join(project, page), 'utf8');
  return [...text.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .replace(/ *\\\n */g, ' ')
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...output] = part.split('\n');
        return { command: command.replace(/ +#.*/, ''), output: output.join('\n').trimEnd() };
      }),
  );
}

/** A line that is `…` stands for any number of lines, `…` in a line for any text. */
function asShown(output: string): RegExp {
  const lines = output
    .split('\n')
    .map((line) =>
      line === '…' ? '(?:.*\\n)*?.*' : line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/…$/, '.*'),
    );
  return new RegExp(`^${lines.join('\\n')}$`);
}

let folder: string;
let home: string;
/** In place of the machine on which a page collects. */
let machine: readonly string[];

/** What the pages collect before they look at it. */
async function standingBag(): Promise<string> {
  const bag = join(folder, 'bag');
  if (!existsSync(bag)) await runCli(['collect', bag, ...machine]);
  return bag;
}

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-pages-')));
  const built = buildCase('unattended-refactor', join(folder, 'case'));
  home = built.home;
  machine = ['--home', home, '--root', built.root];
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(runnable)('$page', ({ shown }) => {
  it.each(shown)('$command', async ({ command, output }) => {
    const cwd = command.endsWith(' scan') ? home : mkdtempSync(join(folder, 'cwd-'));
    const collects = command.includes(' collect ');
    const bag = collects ? join(cwd, 'bag') : await standingBag();
    const argv = command
      .replaceAll('/media/case/dana', bag)
      .replaceAll(' fixtures/', ` ${project}fixtures/`)
      .split(' ');
    const run = await runCli([...argv.slice(1), ...(collects ? machine : [])], { cwd, homeDirectory: home });
    expect([0, 1, 3], run.stderr).toContain(run.code);
    if (output === '') return;
    const asOnPage = (text: string) =>
      text.replaceAll(bag, '/media/case/dana').replaceAll(`${cwd}/`, '').trimEnd();
    const [alone, both] = [asOnPage(run.stdout), asOnPage(`${run.stdout}${run.stderr}`)];
    if (![alone, both].some((printed) => asShown(output).test(printed))) expect(both).toBe(output);
  });
});
