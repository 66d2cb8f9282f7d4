import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex } from '../../src/detect/regex/compile-regex.ts';

const none = { ignoreCase: false, multiLine: false, dotAll: false };

/** Expressions of the supported part of the language, built from letters that texts are built from too. */
const expression: fc.Arbitrary<string> = fc.letrec<{ node: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      'a',
      'b',
      'A',
      '.',
      '[ab]',
      '[^a]',
      '[a-c0-9]',
      String.raw`\d`,
      String.raw`\w`,
      String.raw`\s`,
      String.raw`\.`,
    ),
    tie('node').map((inner) => `(${inner})`),
    tie('node').map((inner) => `(?:${inner})`),
  ),
  node: fc.oneof(
    { maxDepth: 3 },
    tie('atom'),
    fc
      .tuple(tie('atom'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '+?'))
      .map(([atom, times]) => atom + times),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => a + b),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `${a}|${b}`),
    fc
      .tuple(fc.constantFrom('^', String.raw`\b`, ''), tie('node'), fc.constantFrom('$', String.raw`\B`, ''))
      .map((parts) => parts.join('')),
  ),
})).node;
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '1', '.', ' ', '\n', 'é'),
  maxLength: 12,
});
const flags = fc.record({ ignoreCase: fc.boolean(), multiLine: fc.boolean(), dotAll: fc.boolean() });

describe('a regular expression', () => {
  it('matches what the one of JavaScript matches', () => {
    fc.assert(
      fc.property(
        expression,
        flags,
        fc.array(text, { minLength: 1, maxLength: 5 }),
        (source, given, texts) => {
          const ours = compiled(source, given);
          if (!ours) return;
          const letters = `${given.ignoreCase ? 'i' : ''}${given.multiLine ? 'm' : ''}${given.dotAll ? 's' : ''}`;
          const theirs = new RegExp(source, letters);
          for (const value of texts)
            expect(ours.test(value), `/${source}/${letters} on ${JSON.stringify(value)}`).toBe(
              theirs.test(value),
            );
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('needs a text that every match contains', () => {
    fc.assert(
      fc.property(expression, fc.array(text, { minLength: 1, maxLength: 5 }), (source, texts) => {
        const ours = compiled(source, none);
        for (const value of texts.filter((candidate) => ours?.test(candidate))) {
          const needed = ours?.needs;
          if (needed) expect(needed.some((literal) => value.toLowerCase().includes(literal))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '.*.*.*.*.*.*x',
    '(a|a)*b',
    '(a|aa)+$',
    '(x+x+y?){10}z',
    '(.){200,}y',
    String.raw`^(\s|"|')*([0-9a-f]{2}\s?){2,20}$`,
  ])('takes time in proportion to the text: %s', (source) => {
    const { test } = compileRegex(source, none);
    const long = 'a'.repeat(200_000);
    const startedAt = performance.now();
    test(long);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it.each(['(a+)+', '(a*)*', '(.*)+x', String.raw`(\w+\s?)*`, '(a|b+)*', '((ab)+c?)+', '(x+x+)+y'])(
    'refuses %s as catastrophic',
    (source) => {
      expect(() => compileRegex(source, none)).toThrow('catastrophic');
    },
  );

  it.each(['(a+b)*', String.raw`(/\w+)*$`, '(?:[A-Za-z0-9+/]{4}){2,}', String.raw`(\s+\d+)+`, '(ab|cd)+'])(
    'accepts %s',
    (source) => {
      expect(() => compileRegex(source, none)).not.toThrow();
    },
  );
});

/** `undefined` where the expression is refused, which other tests are about. */
function compiled(source: string, given: typeof none) {
  try {
    return compileRegex(source, given);
  } catch (error) {
    if (error instanceof Error && error.name === 'RegexError') return undefined;
    throw error;
  }
}
