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
  unit: fc.constantFrom('a', 'b', 'c', 'A', 'B', '1', '.', ' ', '\n', '\r', 'é', '\u3000', '\u2028'),
  // The expression of JavaScript takes time that doubles with every character where a repeat stands inside a repeat.
  maxLength: 8,
});
const flags = fc.record({ ignoreCase: fc.boolean(), multiLine: fc.boolean(), dotAll: fc.boolean() });

/** An expression of ours beside one without flags that says the same to the JavaScript of Node 20. */
interface Spelled {
  readonly ours: string;
  readonly theirs: (given: typeof none) => string;
}
const lineBreaks = String.raw`[\n\r\u2028\u2029]`;
const same = (ours: string, theirs = ours): Spelled => ({ ours, theirs: () => theirs });
const byFlag = (ours: string, flag: keyof typeof none, [on, off]: readonly [string, string]): Spelled => ({
  ours,
  theirs: (given) => (given[flag] ? on : off),
});
const scoped: fc.Arbitrary<Spelled> = fc.letrec<{ node: Spelled }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      byFlag('a', 'ignoreCase', ['[aA]', 'a']),
      byFlag('B', 'ignoreCase', ['[bB]', 'B']),
      byFlag('[^a]', 'ignoreCase', ['[^aA]', '[^a]']),
      byFlag('.', 'dotAll', ['[^]', '.']),
      byFlag('^', 'multiLine', [`(?:^|(?<=${lineBreaks}))`, '^']),
      byFlag('$', 'multiLine', [`(?:$|(?=${lineBreaks}))`, '$']),
      same(String.raw`\A`, '(?<![^])'),
      same(String.raw`\z`, '(?![^])'),
      same(String.raw`\Z`, String.raw`(?=\n?(?![^]))`),
      same(String.raw`\n`),
      same(String.raw`\b`),
    ),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => ({
      ours: a.ours + b.ours,
      theirs: (given: typeof none) => a.theirs(given) + b.theirs(given),
    })),
    fc
      .tuple(
        tie('node'),
        tie('node'),
        fc.constantFrom(
          '(?:',
          '(',
          '(?<name>',
          '(?P<name>',
          '(?i:',
          '(?-i:',
          '(?m-i:',
          '(?s-m:',
          '(?ims:',
          '((?i)',
        ),
      )
      .map(([a, b, open]) => ({
        ours: `${open}${a.ours}|${b.ours})`,
        theirs: (given: typeof none) => {
          const inside = { ...given, ...changes(open) };
          return `(?:${a.theirs(inside)}|${b.theirs(inside)})`;
        },
      })),
    fc.tuple(tie('node'), fc.constantFrom('*', '+', '{1,2}')).map(([a, times]) => ({
      ours: `(?:${a.ours})${times}`,
      theirs: (given: typeof none) => `(?:${a.theirs(given)})${times}`,
    })),
  ),
})).node;

/** What the head of a group sets. */
function changes(open: string): Partial<typeof none> {
  const [on = '', off = ''] = (/\?([ims]*(?:-[ims]+)?)[:)]/.exec(open)?.[1] ?? '').split('-');
  const names = { i: 'ignoreCase', m: 'multiLine', s: 'dotAll' } as const;
  return Object.fromEntries(
    Object.entries(names)
      .filter(([letter]) => (on + off).includes(letter))
      .map(([letter, name]) => [name, on.includes(letter)]),
  );
}

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

  it('matches with flags that hold for a part, and at the edges of the text', () => {
    fc.assert(
      fc.property(scoped, flags, fc.array(text, { minLength: 1, maxLength: 5 }), (pattern, given, texts) => {
        const ours = compileRegex(pattern.ours, given);
        const theirs = new RegExp(pattern.theirs(given));
        for (const value of texts)
          expect(ours.test(value), `/${pattern.ours}/ ${theirs} on ${JSON.stringify(value)}`).toBe(
            theirs.test(value),
          );
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ['(?<user>\\w+)@', 'dana@host', '@host'],
    ['(?P<user>\\w+)@', 'dana@host', '@host'],
    ['(?P<a>x)(?<b>y)+', 'xyy', 'yx'],
    ['a(?i:b)c', 'aBc', 'aBC'],
    ['(?i)a(?-i:b)', 'Ab', 'AB'],
    ['(?i-s:a.)b', 'A b', 'a\nb'],
    ['a(?i)b|c', 'C', 'A'],
    ['(a(?i)b)c', 'aBc', 'aBC'],
    ['(?m)\\Ab$', 'b\nc', 'a\nb'],
    ['(?m)b\\z', 'a\nb', 'b\nc'],
    ['b\\Z', 'ab\n', 'ab\n\n'],
    ['b\\Z\\n', 'b\n', 'b\nc'],
  ])('knows %s', (source, matching, other) => {
    const { test } = compileRegex(source, none);
    expect([test(matching), test(other)]).toEqual([true, false]);
  });

  it.each([
    '.*.*.*.*.*.*x',
    '(a|a)*b',
    '(a|aa)+$',
    '(x+x+y?){10}z',
    '(.){200,}y',
    String.raw`^(\s|"|')*([0-9a-f]{2}\s?){2,20}$`,
    '(a+)+b',
    '(a*)*b',
    '(.*)+x',
    String.raw`(\w+\s?)*\.`,
    '(a|b+)*c',
    '((((a+)+)+)+)+b',
  ])('takes time in proportion to the text: %s', (source) => {
    const { test } = compileRegex(source, none);
    const long = 'a'.repeat(200_000);
    const startedAt = performance.now();
    test(long);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });

  it.each(['((a{100}){100})', '(((a?){30}){30}){30}', '(a{1,1000}){1,1000}', '((a+){100}b){100}'])(
    'refuses %s, whose counted repeats multiply',
    (source) => {
      expect(() => compileRegex(source, none)).toThrow('too large');
    },
  );

  it('is not held up by repeats of nothing', () => {
    const { test } = compileRegex(`${'('.repeat(50)}${'){1000}'.repeat(50)}b`, none);
    expect([test('ab'), test('a')]).toEqual([true, false]);
  });

  it.each(['(?=a)', '(?!a)', '(?<=a)', '(?<!a)'])('refuses the look-around %s', (source) => {
    expect(() => compileRegex(source, none)).toThrow('look-around');
  });

  it.each([
    '(?>a)',
    '(?<a>b)(?P=a)',
    String.raw`(?<a>b)\k<a>`,
    String.raw`(a)\1`,
    '(?x:a)',
    '(?<1>a)',
    '(?i',
    '(?',
  ])('refuses %s, which it does not read', (source) => {
    expect(() => compileRegex(source, none)).toThrow('Sigma does not have');
  });
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
