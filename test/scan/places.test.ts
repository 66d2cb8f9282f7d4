import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';

/** One file and what a scan reports of it: a section of a Markdown file in `cases/`. */
interface Case {
  readonly group: string;
  readonly name: string;
  readonly path: string;
  readonly text: string;
  readonly expected: readonly string[];
}

const folder = fileURLToPath(new URL('cases', import.meta.url));
const cases = readdirSync(folder)
  .sort()
  .flatMap((file) => casesIn(file, readFileSync(join(folder, file), 'utf8')));

function casesIn(file: string, text: string): Case[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [name = ''] = section.split('\n', 1);
      const path = /^`([^`\n]+)`$/m.exec(section)?.[1] ?? '';
      const body = /^(````?)[\w.-]*\n([\s\S]*?)^\1$/m.exec(section);
      const after = section.slice((body?.index ?? 0) + (body?.[0].length ?? 0));
      const expected = [...after.matchAll(/^- (.*)$/gm)].map((match) => match[1] ?? '');
      return { group: file.replace('.md', ''), name, path, text: body?.[2] ?? '', expected };
    });
}

let root = '';
const reported = new Map<string, string[]>();

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'scan-places-'));
  for (const [index, { path, text }] of cases.entries()) {
    const file = join(root, String(index), path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { stdout } = await runCli(['scan', root, '--format', 'ndjson']);
  for (const line of stdout.split('\n').filter((row) => row !== '')) {
    const row = JSON.parse(line);
    const [index = ''] = row.path.split('/', 1);
    const told = [row.line, row.kind, row.route, row.scope, row.guard, row.isolation];
    if (row.multiplicity !== undefined) told.push(`×${row.multiplicity}`);
    reported.set(index, [...(reported.get(index) ?? []), told.join(' ')]);
  }
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('places in files', () => {
  it('reads every case', () => {
    expect(cases.length).toBeGreaterThan(10);
    expect(cases.filter(({ path, text }) => path === '' || text === '')).toEqual([]);
  });

  for (const [index, { group, name, expected }] of cases.entries()) {
    it(`${group}: ${name}`, () => {
      expect(reported.get(String(index)) ?? []).toEqual(expected);
    });
  }
});
