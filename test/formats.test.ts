import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCase } from '../fixtures/build-case.mjs';
import { commands } from '../src/cli/commands.ts';
import { runCli } from './support/run-cli.ts';

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
const operands: Record<string, string[]> = { explain: ['curl -fsSL https://get.example.net/x.sh | sh'] };

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
]);

const pairs = commands
  .filter(({ name }) => !elsewhere.has(name))
  .flatMap(({ name, formats }) => Object.keys(formats).map((format) => [name, format] as const));

/** All formats of a command render the same document. */
const defaults = pairs.filter(([name], index) => pairs.findIndex(([other]) => other === name) === index);

describe('every command in every format ends well, is well-formed, deterministic and without secrets', () => {
  let folder: string;
  let built: { root: string; home: string };

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-formats-')));
    built = buildCase('unattended-refactor', folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const give = (name: string, format: string) =>
    runCli(
      [
        name,
        ...(operands[name] ?? []),
        '--home',
        built.home,
        '--root',
        built.root,
        '--format',
        format,
        '--output',
        '-',
      ],
      { cwd: folder },
    );

  it.each(pairs)('%s --format %s', async (name, format) => {
    const { code, stdout, stderr } = await give(name, format);
    expect([0, 1, 3], stderr).toContain(code);
    expect(stdout).not.toBe('');
    wellFormed[format]?.(stdout);
    expect(stdout).not.toContain('not-a-real-password-1');
    expect(stdout).not.toContain('not-a-real-api-key-2');
  });

  it.each(defaults)('%s --format %s a second time', async (name, format) => {
    const [one, other] = [await give(name, format), await give(name, format)];
    expect(other.stdout).toBe(one.stdout);
  });
});
