import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keywordTable, standsAt } from '../../src/secrets/keyword-table.ts';
import { KeywordFinder } from '../../src/secrets/keywords/keyword-finder.ts';
import { namedKinds, secretKinds } from '../../src/secrets/secret-kinds.ts';

const tables = [keywordTable(secretKinds, false), keywordTable(namedKinds, true)];
const finder = new KeywordFinder(tables.map(({ keywords }) => keywords));
const words = tables.flatMap(({ slots }) => slots.flat().map(({ word }) => word));

/** Where a keyword of a table stands, each compared with each place. */
function standing(text: string): number[][] {
  return tables.map(({ slots, fold }) => {
    const keywords = slots.flat().map((keyword) => ({ ...keyword, atWord: false }));
    return Array.from({ length: text.length }, (_, index) => index).filter((index) =>
      keywords.some((keyword) => standsAt(keyword, text, index, fold)),
    );
  });
}

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('keywords in a text', () => {
  it('are found wherever one stands: whole, in other case, cut, side by side, among characters of any width', () => {
    const pick = numbers(7);
    const others = ['\n', '=', 'x', ' "', 'é', 'ſ', 'Ł', '密', '🔑', '\\u00', '\u0000'];
    for (let round = 0; round < 400; round += 1) {
      const parts = Array.from({ length: 1 + pick(30) }, () => {
        const word = words[pick(words.length)] ?? '';
        const forms = [
          word,
          word.toUpperCase(),
          word.slice(0, pick(word.length + 1)),
          others[pick(others.length)],
        ];
        return forms[pick(forms.length)] ?? '';
      });
      const text = parts.join('');
      const found = finder.placesIn(text);
      for (const [table, places] of standing(text).entries()) {
        expect(found[table]).toEqual(expect.arrayContaining(places));
        expect(found[table]).toEqual([...(found[table] ?? [])].sort((a, b) => a - b));
      }
    }
  });

  it('are found at every place around the seams of a long text', () => {
    for (const word of ['ghp_', 'SK', 'connectionstring', 'PASSWORD']) {
      for (let before = 16_384 - 20; before < 16_384 + 4; before += 1) {
        const text = `${' '.repeat(before)}${word}${' '.repeat(40_000)}${word}`;
        const places = [...new Set(finder.placesIn(text).flat())].sort((a, b) => a - b);
        expect(places).toContain(before);
        expect(places).toContain(text.length - word.length);
      }
    }
  });

  it('are found at hardly a place where none stands', () => {
    const text = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
    const found = finder.placesIn(text).flat().length;
    expect(found - standing(text).flat().length).toBeLessThan(text.length / 1000);
  });

  it('are searched by what was compiled from its source', async () => {
    const { compileKeywords } = await import('../../src/secrets/keywords/compile.mjs');
    const kept = new URL('../../src/secrets/keywords/compiled-keywords.ts', import.meta.url);
    expect(readFileSync(kept, 'utf8')).toBe(compileKeywords());
  });
});
