import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseCommand, analyseSource } from '../../src/shell/analyse-command.ts';
import { actions, traits, zones } from '../../src/shell/effect.ts';
import { parseShell } from '../../src/shell/parse.ts';
import { zoneOf } from '../../src/shell/zone.ts';
import { matchesGlob } from '../../src/shell/zones/place-table.ts';
import { context } from './support.ts';

const bricks = [
  ...[
    'rm -rf',
    'cat',
    'curl -d @-',
    'git push',
    'sudo',
    'xargs',
    'bash -c',
    'eval',
    'find . -exec',
    'python3 -c',
  ],
  ...[
    '$(',
    ')',
    '`',
    '"',
    "'",
    '{',
    '}',
    '((',
    '))',
    '[[',
    ']]',
    '<(',
    '>(',
    '<<EOF\n',
    '\nEOF\n',
    '<<<',
    '\\',
  ],
  ...[
    '|',
    '&&',
    '||',
    ';',
    '&',
    '\n',
    '>',
    '>>',
    '2>&1',
    '>&',
    '<&',
    '$X',
    '$' + '{X:-',
    '$' + '{X//a/',
    'X=',
    '$@',
  ],
  ...[
    'for i in a b; do',
    'done',
    'while true; do',
    'if',
    'then',
    'fi',
    'case x in',
    'esac',
    'f() {',
    'coproc',
    '*',
    '~',
  ],
  ...[
    '/dev/tcp/a/1',
    '/etc/passwd',
    '.env',
    'a b',
    '-',
    '--',
    '\u0000',
    '\u202e',
    'é',
    '{a,b}',
    '{1..9}',
    '-o',
    '=x',
  ],
];
const line = fc.array(fc.constantFrom(...bricks), { maxLength: 40 }).map((parts) => parts.join(' '));
const anyLine = fc.oneof(line, fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }));

describe('any input', () => {
  it('gives effects of the vocabulary and never an exception', () => {
    fc.assert(
      fc.property(anyLine, (text) => {
        for (const { action, zone, target, traits: found = [] } of analyseCommand(text, context).effects) {
          expect(actions).toContain(action);
          expect(zones).toContain(zone);
          expect(typeof target).toBe('string');
          for (const trait of found) expect(traits).toHaveProperty(trait);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('gives the same effects each time', () => {
    fc.assert(
      fc.property(line, (text) => {
        expect(analyseCommand(text, context)).toEqual(analyseCommand(text, context));
      }),
      { numRuns: 200 },
    );
  });

  it('is read as PowerShell without an exception', () => {
    fc.assert(
      fc.property(anyLine, (code) => {
        expect(analyseSource({ code, language: 'powershell', program: 'x' }, context).problems).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('has a zone, whatever the path', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (path) => {
        expect(zones).toContain(zoneOf(path, context));
      }),
    );
  });

  it('lies in its source, line by line', () => {
    fc.assert(
      fc.property(line, (text) => {
        for (const { node } of parseShell(text).script.statements) {
          if (node.kind !== 'command') continue;
          expect(node.start).toBeGreaterThanOrEqual(0);
          expect(node.end).toBeLessThanOrEqual(text.length);
          expect(node.line).toBeLessThanOrEqual(text.split('\n').length);
        }
      }),
      { numRuns: 300, examples: [['$' + '{X:- ` \\'], ['$' + '{X:-`\\']] },
    );
  });
});

describe('work stays bounded', () => {
  const unit = 'abcdefgh';
  const shapes: Record<string, string> = {
    loops: 'for i in 1 2 3 4 5 6 7 8; do '.repeat(2000),
    braces: `echo ${'{a,b}'.repeat(5000)}`,
    'doubling variables': `X=${unit}; ${'X=$X$X; '.repeat(3000)}`,
    'substitutions in each other': '$('.repeat(5000),
    'functions that call each other': 'f() { g; g; }; g() { f; f; }; f; '.repeat(300),
    'eval in eval': 'X=\'eval "$X$X"\'; eval "$X"',
    'a here-document of a megabyte': `cat > f <<EOF\n${'rm -rf /\n'.repeat(120_000)}EOF\necho end`,
  };

  it.each(Object.entries(shapes))('%s', (_, text) => {
    const started = performance.now();
    analyseCommand(text, context);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('reads both ends of a long source, and says so', () => {
    const text = `rm -rf /first\n${'true\n'.repeat(30_000)}rm -rf /last\n`;
    const { effects, problems } = analyseCommand(text, context);
    expect(effects.map(({ target }) => target)).toEqual(['/first', '/last']);
    expect(problems.map(({ kind }) => kind)).toContain('oversized');
  });

  it('never takes the body of a long here-document for commands', () => {
    const text = `cat > f <<'EOF'\n${'rm -rf /\n'.repeat(20_000)}EOF\nrm -rf /last\n`;
    expect(analyseCommand(text, context).effects.map(({ target }) => target)).toEqual([
      '/home/dana/app/f',
      '/last',
    ]);
  });
});

describe('matchesGlob', () => {
  it.each([
    ['abc', 'a*c', true],
    ['abc', 'a?c', true],
    ['abc', '[ax]bc', true],
    ['abc', '[!a]bc', false],
    ['abc', '[a-c][a-c][a-c]', true],
    ['', '*', true],
    ['abc', 'ab', false],
  ])('%s against %s', (text, glob, expected) => {
    expect(matchesGlob(text, glob)).toBe(expected);
  });

  it('is no place for catastrophes', () => {
    const started = performance.now();
    expect(matchesGlob('a'.repeat(3000), `${'a*'.repeat(50)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
