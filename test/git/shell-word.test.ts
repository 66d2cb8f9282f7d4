import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { word } from '../../src/assess/rollback/shell-word.ts';

/** What a shell makes of it. The letter after it keeps line breaks at its end. */
const meant = (text: string): string =>
  execFileSync('sh', ['-c', `printf '%sx' ${word(text)}`], { encoding: 'utf8' }).slice(0, -1);

const hidden = ['\u202e', '\u2066', '\u200b', '\u{e0041}', '\u2800', '\u009b', '\u001b', '\u0007', '\ufeff'];

describe('a word of a script that a person reads', () => {
  it.each(['', 'a b', "it's", 'x\ty', 'é\n', '\n', '-rf', '$(id)', '`id`', '"', '\\', ...hidden])(
    'means %j',
    (text) => {
      expect(meant(text)).toBe(text);
    },
  );

  it('shows every character, and means the same', () => {
    const piece = fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom(...hidden, "'", '\\', '%', '\n'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('').replaceAll('\0', '');
        expect(meant(text)).toBe(text);
        for (const character of hidden) expect(word(text)).not.toContain(character);
      }),
      { numRuns: 60 },
    );
  });
});
