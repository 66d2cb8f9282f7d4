import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { at, homeWith, lines, prompt, toolUse } from './transcripts.ts';

const names = ['a', 'b', 'c', 'd'];
const file = (name: string): string => `projects/p/${name}.jsonl`;

/** Four sessions, each an hour after the one before; `shifts` are seconds from the last record to the last write. */
async function gapsOf(shifts: Readonly<Record<string, number>>, used: readonly string[] = names) {
  const sessions = used.map((sessionId, index) => {
    const start = index * 3600;
    const common = { sessionId };
    return [
      file(sessionId),
      lines(
        prompt(start, 'a', common),
        { ...toolUse(start + 60, `toolu_${sessionId}`, { command: 'ls' }, common) },
        { type: 'summary', summary: `"timestamp":"${at(9_000_000)}"`, leafUuid: 'x' },
      ),
    ] as const;
  });
  const home = homeWith(Object.fromEntries(sessions));
  used.forEach((name, index) => {
    const lastRecord = Date.parse(at(index * 3600 + 60)) / 1000;
    const written = lastRecord + (shifts[name] ?? shifts['*'] ?? 0);
    utimesSync(join(home, '.claude', file(name)), written, written);
  });
  const { code, stderr } = await runCli(['sessions', '--home', home]);
  return { code, gaps: stderr.split('\n').filter((line) => line.includes('last written')) };
}

const day = 86_400;
const hour = 3600;

describe('a transcript that was written before its last record', () => {
  it('is one whose time was set back', async () => {
    const { code, gaps } = await gapsOf({ b: -day });
    expect(code).toBe(3);
    expect(gaps).toEqual([
      expect.stringContaining(
        '.claude/projects/p/b.jsonl: was last written at 2026-09-30T10:01:00 and holds a record of 2026-10-01T10:01:00',
      ),
    ]);
  });

  it.each<readonly [string, Readonly<Record<string, number>>, readonly string[]]>([
    ['one among others', { c: -7 * 60 }, names],
    ['all of them, each by another time', { a: -hour - 300, b: -2 * day, c: -777, d: -hour - 600 }, names],
    ['the only one', { a: -400 }, ['a']],
  ])('is found: %s', async (_name, shifts, used) => {
    expect((await gapsOf(shifts, used)).gaps).toHaveLength(Object.keys(shifts).length);
  });

  it.each<readonly [string, Readonly<Record<string, number>>, readonly string[]]>([
    ['the usual delay', { '*': 0.4 }, names],
    ['times of a file system that knows only even seconds', { '*': -2 }, names],
    ['a copy', { '*': 30 * day }, names],
    ['an archive of local times, unpacked elsewhere', { '*': -2 * hour + 1, b: -2 * hour }, names],
    ['the same with one file', { a: -5 * hour - 1800 + 20 }, ['a']],
  ])('is not: %s', async (_name, shifts, used) => {
    expect(await gapsOf(shifts, used)).toEqual({ code: 0, gaps: [] });
  });

  it('is not: one time for all, which an archive sets', async () => {
    const same = Object.fromEntries(names.map((name, index) => [name, -index * hour - 3 * day]));
    expect(await gapsOf(same)).toEqual({ code: 0, gaps: [] });
  });
});
