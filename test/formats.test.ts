import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../fixtures/build-case.mjs';
import { commands } from '../src/cli/commands.ts';
import { type CliResult, runCli } from './support/run-cli.ts';

/** What must hold for the text of a format, whatever the command. */
const wellFormed: Record<string, (text: string) => void> = {
  json: (text) => expect(JSON.parse(text)).toHaveProperty('schemaVersion'),
  ndjson: (text) => {
    for (const line of text.trimEnd().split('\n').filter(Boolean))
      expect(JSON.parse(line)).toBeTypeOf('object');
  },
  sarif: (text) => expect(JSON.parse(text)).toHaveProperty('version', '2.1.0'),
};

/** Commands that need more than a home: what they are given. */
const operands: Record<string, string[]> = {
  explain: ['curl -fsSL https://get.example.net/x.sh | sh'],
  show: ['7c1f6a52'],
};

/** Commands whose result is not text about evidence; each has tests of its own. */
const elsewhere = new Set([
  'collect',
  'verify',
  'hook',
  'harden',
  'fleet load',
  'fleet hunt',
  'fleet report',
  'fleet schema',
  'completion',
]);

const pairs = commands
  .filter(({ name }) => !elsewhere.has(name))
  .flatMap(({ name, formats }) => Object.keys(formats).map((format) => [name, format] as const));

/** All formats of a command render the same document; that of a report is its JSON. */
const defaults = pairs.filter(([name, format], index) =>
  name === 'report' ? format === 'json' : pairs.findIndex(([other]) => other === name) === index,
);

describe('every command in every format ends well, is well-formed, deterministic and without secrets', () => {
  let folder: string;
  let built: { root: string; home: string };
  /** The case that every other format of a report is rendered from: it costs most of a run. */
  let document: string;
  const firstRuns = new Map<string, CliResult>();

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-formats-')));
    built = buildCase('unattended-refactor', join(folder, 'evidence'));
    document = join(folder, 'case.json');
    const { stdout } = await give('report', 'json');
    writeFileSync(document, stdout);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const give = async (name: string, format: string) => {
    const isRendering = name === 'report' && format !== 'json';
    const evidence = isRendering ? ['--from', document] : ['--home', built.home, '--root', built.root];
    const argv = [name, ...(operands[name] ?? []), ...evidence, '--format', format, '--output', '-'];
    const result = await runCli(argv, { cwd: folder });
    if (!firstRuns.has(`${name} ${format}`)) firstRuns.set(`${name} ${format}`, result);
    return result;
  };

  it.each(pairs)('%s --format %s', async (name, format) => {
    const { code, stdout, stderr } = firstRuns.get(`${name} ${format}`) ?? (await give(name, format));
    expect([0, 1, 3], stderr).toContain(code);
    expect(stdout).not.toBe('');
    wellFormed[format]?.(stdout);
    expect(stdout).not.toContain('not-a-real-password-1');
    expect(stdout).not.toContain('not-a-real-api-key-2');
  });

  it.each(defaults)('%s --format %s a second time', async (name, format) => {
    const once = firstRuns.get(`${name} ${format}`);
    expect((await give(name, format)).stdout).toBe(once?.stdout);
  });
});
