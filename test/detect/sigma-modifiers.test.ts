import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../src/events/log-events/log-event.ts';
import { detect, queryOf } from '../support/detect.ts';
import { logEvent } from '../support/log-event.ts';

type Fields = Record<string, FieldValue>;

/** Selection, fields that match it, fields that do not. */
const cases: Record<string, [selection: string, matching: Fields[], other: Fields[]]> = {
  'a plain value ignores case and takes the whole field': [
    'A: Foo',
    [{ A: 'foo' }, { A: 'FOO' }],
    [{ A: 'foo ' }, { B: 'foo' }, {}],
  ],
  wildcards: ['A: a*b?', [{ A: 'axxbc' }, { A: 'abz' }], [{ A: 'ab' }, { A: 'xabc' }]],
  'a value of one star is any value': ["A: '*'", [{ A: '' }, { A: 'x' }], [{}]],
  'an escaped wildcard is plain': [String.raw`A: 'a\*b'`, [{ A: 'a*b' }], [{ A: 'axb' }]],
  'a single backslash is plain': [String.raw`A: 'C:\Windows'`, [{ A: 'c:\\windows' }], [{ A: 'c:windows' }]],
  'an escaped backslash before a wildcard': [String.raw`A: 'C:\\*'`, [{ A: 'c:\\x' }], [{ A: 'c:*' }]],
  'three backslashes escape both': [String.raw`A: 'C:\\\*'`, [{ A: 'c:\\*' }], [{ A: 'c:\\x' }]],
  'four backslashes are two': [String.raw`A: '\\\\srv'`, [{ A: '\\\\srv' }], [{ A: '\\srv' }]],
  'a list of values is an or': ['A: [x, y]', [{ A: 'x' }, { A: 'y' }], [{ A: 'z' }]],
  'numbers and booleans': [
    'A: 4\n    B: true',
    [
      { A: 4, B: true },
      { A: '4', B: 'True' },
    ],
    [{ A: 5, B: true }],
  ],
  'null is an absent field': ['A: null', [{}, { B: 'x' }], [{ A: '' }, { A: 'x' }]],
  'an empty text is not null': ["A: ''", [{ A: '' }], [{}, { A: 'x' }]],
  'a field of several values matches by any of them': ['A: x', [{ A: ['y', 'x'] }], [{ A: ['y'] }]],
  contains: ['A|contains: b', [{ A: 'aBc' }], [{ A: 'ac' }]],
  'contains with a wildcard inside': ["A|contains: 'b*d'", [{ A: 'abccde' }], [{ A: 'adcb' }]],
  startswith: ['A|startswith: ab', [{ A: 'abc' }], [{ A: 'cab' }]],
  endswith: ['A|endswith: bc', [{ A: 'abc' }], [{ A: 'bca' }]],
  all: ['A|contains|all: [x, y]', [{ A: 'y then x' }], [{ A: 'x' }]],
  'all over a field of several values': ['A|all: [x, y]', [{ A: ['x', 'z', 'y'] }], [{ A: ['x', 'x'] }]],
  cased: ['A|cased: Foo', [{ A: 'Foo' }], [{ A: 'foo' }]],
  'contains and cased': ['A|contains|cased: B', [{ A: 'aBc' }], [{ A: 'abc' }]],
  exists: ['A|exists: true', [{ A: '' }], [{ B: 'x' }]],
  'exists not': ['A|exists: false', [{ B: 'x' }], [{ A: '' }]],
  neq: ['A|neq: x', [{ A: 'y' }], [{ A: 'x' }]],
  'neq with a list': ['A|neq: [x, y]', [{ A: 'z' }], [{ A: 'y' }]],
  windash: [
    "A|contains|windash: ' -f '",
    [{ A: 'x /f y' }, { A: 'x –f y' }, { A: 'x —f ' }, { A: 'x ―f ' }],
    [{ A: 'x f y' }],
  ],
  're is case-sensitive': ['A|re: ^ab+$', [{ A: 'abb' }], [{ A: 'ABB' }, { A: 'xabb' }]],
  're with i': ['A|re|i: ^ab+$', [{ A: 'ABB' }], [{ A: 'x' }]],
  're with m': ['A|re|m: ^b$', [{ A: 'a\nb\nc' }], [{ A: 'a\nbc' }]],
  're without m': ['A|re: ^b$', [{ A: 'b' }], [{ A: 'a\nb\nc' }]],
  're with s': ['A|re|s: a.b', [{ A: 'a\nb' }], [{ A: 'ab' }]],
  're without s': ['A|re: a.b', [{ A: 'axb' }], [{ A: 'a\nb' }]],
  base64: ['A|base64|contains: foobar', [{ A: 'x Zm9vYmFy y' }], [{ A: 'foobar' }]],
  base64offset: [
    'A|base64offset|contains: http://',
    ['', 'x', 'xy'].map((before) => ({ A: Buffer.from(`${before}http://host`).toString('base64') })),
    [{ A: Buffer.from('https').toString('base64') }],
  ],
  'wide and base64': [
    'A|wide|base64offset|contains: ping',
    [{ A: Buffer.from('x ping y', 'utf16le').toString('base64') }],
    [{ A: Buffer.from('x ping y').toString('base64') }],
  ],
  'utf16le is wide': ['A|utf16le|base64|contains: ab', [{ A: 'YQBiAA==' }], [{ A: 'YWI=' }]],
  utf16be: ['A|utf16be|base64|contains: ab', [{ A: 'AGEAYg==' }], [{ A: 'YQBiAA==' }]],
  'utf16 has a byte order mark': ['A|utf16|base64|contains: ab', [{ A: '//5hAGIA' }], [{ A: 'YQBiAA==' }]],
  lt: ['A|lt: 5', [{ A: 4 }, { A: '-1' }], [{ A: 5 }, { A: 'x' }, { A: '' }, {}]],
  lte: ['A|lte: 5', [{ A: 5 }], [{ A: 6 }]],
  gt: ['A|gt: 5', [{ A: 5.5 }], [{ A: 5 }]],
  gte: ['A|gte: 5', [{ A: '5' }], [{ A: 4 }]],
  hour: ['A|hour: 3', [{ A: '2026-11-20T03:59:00Z' }], [{ A: '2026-11-20T04:00:00Z' }, { A: 'x' }]],
  'hour with a relation': [
    'A|hour|gte: 22',
    [{ A: '2026-11-20T23:00:00Z' }],
    [{ A: '2026-11-20T12:00:00Z' }],
  ],
  'minute, day, month, year': [
    'A|minute: 5\n    B|day: 20\n    C|month: 11\n    D|year: 2026',
    [{ A: '2026-11-20T00:05:00Z', B: '2026-11-20', C: '2026-11-20', D: '2026-11-20' }],
    [{ A: '2026-11-20T00:05:00Z', B: '2026-11-21', C: '2026-11-20', D: '2026-11-20' }],
  ],
  'week by ISO 8601': ['A|week: 53', [{ A: '2027-01-01' }], [{ A: '2026-01-01' }]],
  cidr: ['A|cidr: 10.0.0.0/8', [{ A: '10.9.8.7' }], [{ A: '11.0.0.1' }, { A: 'host' }]],
  'cidr of version 6': ["A|cidr: 'fd00::/8'", [{ A: 'fd12::1' }], [{ A: '2001:db8::1' }, { A: '10.0.0.1' }]],
  fieldref: ['A|fieldref: B', [{ A: 'x', B: 'X' }], [{ A: 'x', B: 'y' }, { A: 'x' }]],
  'fieldref with neq': ['A|fieldref|neq: B', [{ A: 'x', B: 'y' }], [{ A: 'x', B: 'x' }]],
  'fieldref with startswith': ['A|fieldref|startswith: B', [{ A: 'xyz', B: 'xy' }], [{ A: 'yz', B: 'xy' }]],
};

describe('a modifier of Sigma', () => {
  it.each(Object.entries(cases))('%s', (_name, [selection, matching, other]) => {
    const yaml = queryOf(`sel:\n    ${selection}\ncondition: sel`);
    for (const fields of matching)
      expect(detect(yaml, [logEvent(fields)]), JSON.stringify(fields)).toHaveLength(1);
    for (const fields of other) expect(detect(yaml, [logEvent(fields)]), JSON.stringify(fields)).toEqual([]);
  });
});

describe('keywords', () => {
  it.each([
    ['a list is an or over the whole event', 'kw: [alpha, beta]', [{ X: 'the BETA case' }], [{ X: 'gamma' }]],
    ['all', "kw:\n    '|all': [alpha, beta]", [{ X: 'alpha', Y: 'beta' }], [{ X: 'alpha' }]],
    ['a regular expression', "kw:\n    '|re': al+pha", [{ X: 'xallpha' }], [{ X: 'apha' }]],
    [
      'texts and maps in one list',
      'kw:\n    - alpha\n    - X: y',
      [{ Z: 'alpha' }, { X: 'y' }],
      [{ X: 'z' }],
    ],
  ] as [string, string, Fields[], Fields[]][])('%s', (_name, selection, matching, other) => {
    const yaml = queryOf(`${selection}\ncondition: kw`);
    for (const fields of matching) expect(detect(yaml, [logEvent(fields)])).toHaveLength(1);
    for (const fields of other) expect(detect(yaml, [logEvent(fields)])).toEqual([]);
  });
});
