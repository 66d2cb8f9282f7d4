import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseSource } from '../../src/shell/analyse-command.ts';
import { languages } from '../../src/shell/languages/languages.ts';
import { context } from './support.ts';

const names = [...Object.keys(languages), 'powershell', 'cmd'];

const bricks = [
  ...[
    'import os',
    'from x import *',
    "require('fs')",
    'def f(a, *b):',
    'class A(B):',
    'function f(a = 1) {',
    'sub f {',
  ],
  ...[
    'if x:',
    'if (x) {',
    'else',
    'for x in y:',
    'foreach my $x (@y) {',
    'while',
    'do |x|',
    'end',
    '=>',
    '->',
    '::',
    'lambda x: x',
  ],
  ...[
    'os.system',
    'eval',
    'exec(',
    'unlink',
    'system',
    'print',
    'open(',
    'rm -rf /',
    '$x',
    '@_',
    '%h',
    'f"{',
    '`',
    '${',
    '#{',
  ],
  ...[
    '"',
    "'",
    '"""',
    '<<EOS',
    'EOS',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ';',
    '\n',
    ',',
    '=',
    '+',
    '.',
    '..',
    '/',
    '\\',
    '#',
    '//',
    '/*',
  ],
  ...[
    'return',
    'this',
    'self',
    'new',
    'await',
    'try:',
    'rescue',
    'qw(',
    's/a/',
    '%w[',
    '[[',
    '<-',
    '<?php',
    '?>',
    '0x1',
    '1e9',
    '…',
  ],
];
const code = fc.oneof(
  fc.array(fc.constantFrom(...bricks), { maxLength: 60 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...bricks), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const analysed = (language: string, text: string) =>
  analyseSource({ code: text, language, program: 'x' }, context);

describe.each(names)('%s', (language) => {
  it('is read without an exception, whatever it is', () => {
    fc.assert(
      fc.property(code, (text) => {
        expect(analysed(language, text).problems).toBeDefined();
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    '(',
    '[',
    '{',
    'f(',
    '"#{',
    '"{$a',
    '`${',
    'if x { ',
    'a.b',
    'a + ',
    'lambda: ',
    'do ',
    'x = ',
    '!',
    '-',
  ])('stays bounded where 1 MB nests %s', (unit) => {
    const began = process.cpuUsage();
    expect(analysed(language, unit.repeat((1 << 20) / unit.length)).problems).toBeDefined();
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(1);
  });

  it.each([
    "open('a', 'w')\n",
    'a = a + a\n',
    'x = x.y\n',
    "system('rm -rf /x');\n",
    'f(1)(2)[3].g\n',
    '\\x',
  ])('stays bounded where 1 MB repeats %j', (unit) => {
    const began = process.cpuUsage();
    expect(analysed(language, unit.repeat((1 << 20) / unit.length)).problems).toBeDefined();
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1e6).toBeLessThan(1);
  });
});
