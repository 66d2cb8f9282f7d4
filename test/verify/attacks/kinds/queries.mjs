// Queries of others: a pack that is loaded with --queries is a program in a small language.
import { join } from 'node:path';
import { ordinaryHome, write } from '../evidence.mjs';

const query = (detection, more = '') => `title: x
id: 11111111-1111-4111-8111-111111111111
status: test
description: x
logsource:
  category: process_creation
  product: linux
detection:
${detection}
level: high
${more}`;

const packs = {
  'aliases that multiply': `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[index]}`).join(',')}]`)
    .join('\n')}\n`,
  'an expression that takes for ever': query("  s:\n    CommandLine|re: '(a+)+$'\n  condition: s"),
  'an expression of counted repeats': query(
    "  s:\n    CommandLine|re: '((a{1,1000}){1,1000}){1,1000}'\n  condition: s",
  ),
  'an expression that looks behind': query("  s:\n    CommandLine|re: '(?<=a)b\\1'\n  condition: s"),
  'a condition in brackets': query(
    `  s:\n    CommandLine: x\n  condition: ${'('.repeat(20_000)}s${')'.repeat(20_000)}`,
  ),
  'a condition of negations': query(`  s:\n    CommandLine: x\n  condition: ${'not '.repeat(20_000)}s`),
  'a condition that names itself': query('  condition: condition'),
  'all of nothing': query('  s:\n    CommandLine: x\n  condition: all of nothing*'),
  wildcards: query(`  s:\n    CommandLine: '${'*a'.repeat(5000)}'\n  condition: s`),
  'a modifier that nobody knows': query('  s:\n    CommandLine|explode: x\n  condition: s'),
  'a tag of JavaScript': query('  s:\n    CommandLine: !!js/function "function(){}"\n  condition: s'),
  'a prototype': query(
    '  __proto__:\n    CommandLine: x\n  constructor:\n    CommandLine: y\n  condition: __proto__',
  ),
  'a merge of maps': query('  s: &s\n    CommandLine: x\n  t:\n    <<: *s\n  condition: s or t'),
  'bytes of noise': Buffer.alloc(5000, 0xfe),
  'a document without end': `${'- '.repeat(50_000)}x`,
  'titles that act': query('  s:\n    CommandLine|contains: rm\n  condition: s', 'tags: [attack.t1]').replace(
    'title: x',
    'title: "\\e]0;pwn\\a ![](http://evil.example) \\u202e"',
  ),
  'an include': query('  s:\n    CommandLine: !include /etc/passwd\n  condition: s'),
  'a placeholder': query("  s:\n    CommandLine|expand: '%x%'\n  condition: s"),
  'a name that climbs': query('  s:\n    CommandLine: x\n  condition: s', 'name: ../../../etc/passwd'),
  'an empty file': '',
};

export const queriesKind = {
  name: 'queries of others',
  scenarios: () =>
    Object.entries(packs).map(([name, text]) => ({
      name,
      build: ordinaryHome,
      attacks: [{ name, plant: ({ folder }) => write(join(folder, 'queries/x.yml'), text) }],
      limitMs: 10_000,
      runs: ({ folder, home }) => [
        [
          'explain',
          `rm -rf ${'a'.repeat(50_000)}b`,
          '--queries',
          join(folder, 'queries'),
          '--format',
          'json',
        ],
        ['report', '--home', home, '--queries', join(folder, 'queries'), '--output', '-'],
      ],
    })),
};
