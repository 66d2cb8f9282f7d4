import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coveringNeedles } from '../../src/scan/covering-needles.ts';
import { otherAgentNeedles } from '../../src/scan/needles.ts';
import { otherAgentWritings } from '../../src/scan/other-agent-writings.ts';

const searchable = otherAgentNeedles().map((needle) => new TextDecoder().decode(needle));

describe('the strings that files are searched for', () => {
  it.each([
    ['a word of its own', [['--run-wild']], 1],
    ['words with a part in common', [['--allow-all'], ['--allow-all-tools'], ['--or-allow-all']], 1],
    ['words with nothing in common', [['--run-wild'], ['ASK_NOBODY']], 2],
    ['a program, where its option says nothing', [['wild', '-y']], 1],
    ['an option, where its program has a short name', [['wd', '--auto']], 1],
    ['two short words', [['w', '-y']], 1],
    [
      'one option of two programs',
      [
        ['wild', '--auto'],
        ['tame', '--auto'],
      ],
      1,
    ],
  ])('cover %s', (_, writings, count) => {
    const needles = coveringNeedles(writings);
    expect(needles).toHaveLength(count);
    const uncovered = writings.filter(
      (words) => !needles.some((needle) => words.some((word) => word.includes(needle))),
    );
    expect(uncovered).toEqual([]);
  });

  it('leave out what others cover', () => {
    expect(coveringNeedles([['--skip-permissions-unsafe']], ['-permi'])).toEqual([]);
    expect(coveringNeedles([['--skip-checks']], ['-permi'])).toHaveLength(1);
  });

  it('are as long as is searched fast, and no shorter than what is rare', () => {
    expect(otherAgentWritings.length).toBeGreaterThan(20);
    expect(searchable.filter((needle) => needle.length < 4 || needle.length > 6)).toEqual([]);
  });

  it('are searched for by what was compiled from its source', async () => {
    const { compileFinder } = await import('../../src/evidence/tree/compile.mjs');
    const kept = new URL('../../src/evidence/tree/compiled-finder.ts', import.meta.url);
    expect(readFileSync(kept, 'utf8')).toBe(compileFinder());
  });
});
