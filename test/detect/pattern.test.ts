import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePattern, parsePattern, wildcards } from '../../src/detect/text/pattern.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
const written = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), maxLength: 8 });

it('matches as the regular expression that says the same', () => {
  fc.assert(
    fc.property(written, letters, (source, text) => {
      const pattern = parsePattern(source);
      const expression = pattern
        .map((piece) => {
          if (typeof piece === 'string') return piece.replaceAll('.', '\\.');
          return piece === wildcards.any ? '.*' : '.';
        })
        .join('');
      expect(compilePattern(pattern)(text)).toBe(new RegExp(`^${expression}$`, 's').test(text));
    }),
    { numRuns: 3000 },
  );
});
