import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShell } from '../../src/shell/parse.ts';
import { parsePlain } from '../../src/shell/parse-plain.ts';

/** What plain lines are made of, and what turns them into others. */
const pieces = [
  ...[
    'ls',
    'git',
    '-la',
    '--format=%h',
    'a.b/c-d_e',
    '~/x',
    '~',
    'A=b',
    '=',
    '+x',
    '@{u}',
    'x:y,z',
    '2',
    '0',
  ],
  ...[`'a b'`, `"a b"`, `''`, `""`, `"$x"`, `'a'b`, `"a!b"`, `'$x'`, '"a\\b"', '`x`', '$x', '*', '{a,b}'],
  ...['&&', '||', ';', '|', '&', '|&', ';;', '2>&1', '2>/dev/null', '2>&12', '2>x', '>x', '1>&2', '(', ')'],
  ...[
    'if',
    'then',
    'fi',
    'for',
    'in',
    'do',
    'done',
    'time',
    'export',
    'local',
    '!',
    '{',
    '}',
    '#',
    '[',
    '[[',
  ],
  ...['é', '\n', '\r', '\\', '<<EOF', '\u00a0', '%', '^'],
];
const line = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(' ', ' ', ' ', '', '\t', '  ')), {
    maxLength: 9,
  })
  .map((parts) => parts.flat().join(''));
const plain = fc
  .array(fc.constantFrom(...pieces.slice(0, 12), `'a b'`, '"a b"', '&&', '|', ';', '2>&1'), { maxLength: 9 })
  .map((parts) => parts.join(' '));

describe('the reader of plain lines', () => {
  it('reads what the parser of whole scripts reads, and the same of it', () => {
    fc.assert(
      fc.property(fc.oneof(line, plain), (source) => {
        const script = parsePlain(source);
        // A line feed at the end is not plain, and changes nothing for the other parser.
        if (script) expect(script).toEqual(parseShell(`${source}\n`).script);
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    'npm test -- --run case 12',
    'git status --short && git diff --stat HEAD~1 -- src/file',
    `cd "/home/dana/my work" && rg -n 'a | b' src 2>/dev/null | head -5; echo done`,
    'make build TARGET=release 2>&1 | tail -3 || true',
  ])('takes the lines that agents write: %s', (source) => {
    expect(parsePlain(source)).toEqual(parseShell(`${source}\n`).script);
  });

  it.each(['', 'a &', 'x=1 a', 'echo $HOME', 'if true', 'a\nb', 'a;;', 'a &&', '| a', "echo 'open"])(
    'leaves the others alone: %j',
    (source) => {
      expect(parsePlain(source)).toBeUndefined();
    },
  );
});
