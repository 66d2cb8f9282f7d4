import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import type { EvidenceReference } from '../../src/evidence/artifact.ts';
import { runCli } from '../support/run-cli.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const cases = [
  'unattended-refactor',
  'injected-page',
  ...readdirSync(join(fixtures, 'agents')).map((agent) => `agents/${agent}`),
];

/** As outputs print it. */
function printed({ path, line, pointer, table, row }: EvidenceReference): string {
  if (line !== undefined) return `${path}:${line}`;
  if (table !== undefined) return `${path}#${table}/${row}`;
  return pointer === undefined || pointer === '' ? path : `${path}#${pointer}`;
}

/** Every `evidence` in a document, however deep. */
function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(referencesIn);
  if (!('evidence' in value)) return inside;
  const own = [value.evidence].flat() as (EvidenceReference | undefined)[];
  return [...own.flatMap((place) => (place?.path === undefined ? [] : [printed(place)])), ...inside];
}

describe('show takes every reference of a report', () => {
  it.each(cases)(
    '%s',
    async (name) => {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-show-')));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const { home, root } = buildCase(name, folder);
      const evidence = ['--home', home, '--root', root, '--format', 'json'];
      const { stdout } = await runCli(['report', ...evidence, '--output', '-']);
      const references = [...new Set(referencesIn(JSON.parse(stdout)))];
      expect(references.length).toBeGreaterThan(3);
      const failing: string[] = [];
      for (const reference of references) {
        const { code, stderr } = await runCli(['show', reference, ...evidence]);
        if (code === 2) failing.push(`${reference}: ${stderr.split('\n')[0]}`);
      }
      expect(failing).toEqual([]);
    },
    60_000,
  );
});

describe('show takes every commit that git prints', () => {
  it.each(['unattended-refactor'])(
    '%s',
    async (name) => {
      const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-show-')));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const { home, root } = buildCase(name, folder);
      const evidence = ['--home', home, '--root', root];
      const { stdout } = await runCli(['git', ...evidence]);
      const printed = [...stdout.matchAll(/^(?: {2}|\d{4}-.* )([0-9a-f]{8,10}) /gm)].map(([, id = '']) => id);
      expect(printed.length).toBeGreaterThan(3);
      for (const id of new Set(printed)) {
        const shown = await runCli(['show', id, ...evidence, '--format', 'json']);
        expect([id, shown.code === 2 ? shown.stderr : '']).toEqual([id, '']);
        expect(shown.stdout).toContain(id);
      }
    },
    60_000,
  );
});
