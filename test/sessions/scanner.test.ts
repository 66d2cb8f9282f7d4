import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kind, LineScanner } from '../../src/transcripts/scanner/line-scanner.ts';
import { layout } from '../../src/transcripts/scanner/memory-layout.ts';
import type { Wanted } from '../../src/transcripts/scanner/shape.ts';

type Field = 'line' | 'a' | 'b' | 'list' | 'element' | 'inner' | 'at' | 'key';
const fields: readonly Field[] = ['line', 'a', 'b', 'list', 'element', 'inner', 'at', 'key'];
const shape: Wanted<Field> = {
  field: 'line',
  members: [
    { field: 'a', mode: 'id' },
    { field: 'b', mode: 'repeated' },
    { field: 'at', mode: 'time' },
    { field: 'inner', members: [{ field: 'a', mode: 'id' }, { field: 'b' }] },
    { field: 'list', elements: { field: 'element', members: [{ field: 'a', mode: 'id' }] } },
  ],
};
/** The key of the reference vectors: bytes 0 to 15. */
const key = [0x0706050403020100n, 0x0f0e0d0c0b0a0908n] as const;
const scanner = new LineScanner({ shape, fields, names: [] }, key);

function scan(text: string) {
  const bytes = Buffer.from(text);
  scanner.reserve(layout.lines + bytes.length);
  scanner.bytes.set(bytes, layout.lines);
  return scanner.scan(layout.lines, layout.lines + bytes.length);
}

/** What lies on the tape, rebuilt. */
function found(): unknown {
  return value(0);
}

function value(item: number): unknown {
  const text = scanner.bytes.toString('utf8', scanner.start(item), scanner.end(item));
  if (scanner.kind(item) === kind.string) return JSON.parse(`"${text}"`);
  if (scanner.kind(item) === kind.object) {
    const members = children(item).map((child) => [fields[scanner.field(child)], value(child)]);
    return Object.fromEntries(members);
  }
  if (scanner.kind(item) === kind.array) return children(item).map(value);
  const parsed: unknown = JSON.parse(text);
  if (scanner.kind(item) === kind.number) expect(scanner.measured(item) ?? parsed).toBe(parsed);
  return parsed;
}

function children(item: number): number[] {
  const items: number[] = [];
  for (let child = item + 1; child < scanner.next(item); child = scanner.next(child)) items.push(child);
  return items;
}

/** The same, taken from what `JSON.parse` gives. */
function wanted(from: unknown, { members, elements }: Wanted<Field>): unknown {
  if (Array.isArray(from)) return elements ? from.map((one) => wanted(one, elements)) : [];
  if (typeof from !== 'object' || from === null) return from;
  const present = (members ?? []).filter(({ field }) => Object.hasOwn(from, field));
  return Object.fromEntries(
    present.map((member) => [member.field, wanted(Reflect.get(from, member.field), member)]),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (it: unknown) => typeof it === 'object' && it !== null && !Array.isArray(it);

/** The verdict and what was found equal what `JSON.parse` says; a line given back undecided may be anything. */
function agrees(given: string): void {
  // Half a character cannot be written in UTF-8.
  const text = Buffer.from(given).toString();
  const verdict = scan(text);
  const expected = parsed(text);
  if (verdict === 'refused') expect(isObject(expected)).toBe(false);
  if (verdict !== 'accepted') return;
  expect(isObject(expected)).toBe(true);
  expect(found()).toEqual(wanted(expected, shape));
}

const names = fc.constantFrom('a', 'b', 'list', 'inner', 'at', 'c', 'ab', '', '"', 'é', 'a'.repeat(40));
const strings = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"a":"b"', '\\', '\\"', '{"a":1}', '\u2028', '\ud800', '\u0007', 'x'.repeat(33)),
  fc.string({ unit: fc.constantFrom('\\', '"', 'x', '\n', '/') }),
);
const { object } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    strings,
    fc.double(),
    fc.integer(),
    fc.constantFrom(true, false, null, 1e21, 1e-7, 123456789012345, 1234567890123456),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(names, tie('value'), { maxKeys: 6, noNullPrototype: true }),
}));
const space = fc.constantFrom('', ' ', '\t', ' \r ');

describe('the scanner', () => {
  it('finds what JSON.parse finds in any object, however it is written', () => {
    fc.assert(
      fc.property(object, fc.constantFrom(undefined, 1, '\t'), space, space, (it, indent, before, after) => {
        const text = JSON.stringify(it, undefined, indent).replaceAll('\n', '');
        expect(['accepted', 'escaped-name']).toContain(scan(before + text + after));
        agrees(before + text + after);
      }),
      { numRuns: 300 },
    );
  });

  it('accepts no text that JSON.parse refuses, and refuses none that it accepts', () => {
    const piece = fc.constantFrom(
      ...[
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '\\',
        'u0061',
        'u00g',
        'n',
        ' ',
        '-',
        '0',
        '01',
        '1.',
        '.5',
        '1e',
        'e+1',
      ],
      ...[
        'true',
        'nul',
        'false',
        '"a"',
        '"a":',
        '"b":1',
        '\u0000',
        '\u001f',
        '\u007f',
        '"\\u0061"',
        '"a":{"a":',
        'NaN',
      ],
    );
    const change = fc.record({ at: fc.nat(), drop: fc.nat(3), insert: fc.oneof(piece, fc.constant('')) });
    fc.assert(
      fc.property(object, fc.array(change, { maxLength: 3 }), (it, changes) => {
        let text = JSON.stringify(it);
        for (const { at, drop, insert } of changes) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + insert + text.slice(place + drop);
        }
        agrees(text);
      }),
      { numRuns: 600 },
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (list) => agrees(`{"a":${list.join('')}}`)),
      { numRuns: 600 },
    );
  });

  it.each([
    ['every escape', '{"b":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9"}', 'accepted'],
    ['an escape that JSON does not have', '{"b":"\\x"}', 'refused'],
    ['an escaped quote at the end of sixteen bytes', `{"b":"${'x'.repeat(9)}\\"y"}`, 'accepted'],
    ['an escape across sixteen bytes', `{"b":"${'x'.repeat(15)}\\u00e9y"}`, 'accepted'],
    ['half an escape', '{"b":"\\u12', 'refused'],
    ['a name that occurs twice', '{"a":"1","a":"2"}', 'repeated-name'],
    ['a name that nobody wants, twice', '{"c":"1","c":"2"}', 'accepted'],
    ['a name with escapes', '{"\\u0061":"1"}', 'escaped-name'],
    ['an id with escapes', '{"a":"\\u0031"}', 'escaped-name'],
    ['a name with escapes in an object that nobody wants', '{"c":{"\\u0061":"1"}}', 'accepted'],
    ['a list', '[1]', 'refused'],
    ['two objects', '{} {}', 'refused'],
    ['a line feed inside', '{"a":\n1}', 'refused'],
    ['nesting without end', `{"c":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'beyond-bounds'],
    ['more than the tape holds', `{"list":[${'1,'.repeat(20_000)}1]}`, 'beyond-bounds'],
  ])('tells of %s', (_name, text, verdict) => {
    expect(scan(text)).toBe(verdict);
  });

  it('reads times to the millisecond, and leaves other forms to Date.parse', () => {
    const times = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(times, (date) => {
        scan(JSON.stringify({ at: date }));
        expect(scanner.measured(1) ?? Date.parse(date.toISOString())).toBe(date.getTime());
      }),
    );
    for (const at of ['2026-02-30T00:00:00.000Z', '2026-01-01T24:00:00Z', '2026-01-01', 'now']) {
      scan(JSON.stringify({ at }));
      expect(scanner.measured(1)).toBeUndefined();
    }
  });

  it('gives a repeated text another number only where it differs from the last', () => {
    let before = 0;
    const isNew = (b: string) => {
      scan(JSON.stringify({ b }));
      const number = scanner.textNumber(1);
      const differs = number !== before;
      before = number;
      return differs;
    };
    expect(['x', 'x', 'xy', 'x', 'x', ''].map(isNew)).toEqual([true, false, true, true, false, true]);
    scan('{"b":"z",');
    expect([isNew(''), isNew('y'.repeat(300)), isNew('y'.repeat(300))]).toEqual([true, true, true]);
  });

  it('finds the members of an object by their fields, whatever the object before had', () => {
    const index = scanner.newIndex();
    const names = fc.subarray(['a', 'b', 'at', 'inner', 'list', 'other']);
    const values = fc.constantFrom<unknown>('x', 1, null, { a: 'y', b: 'z' }, [{ a: 'w' }]);
    fc.assert(
      fc.property(names, fc.array(values, { minLength: 6, maxLength: 6 }), (present, given) => {
        scan(JSON.stringify(Object.fromEntries(present.map((name, at) => [name, given[at]]))));
        expect(scanner.indexMembers(0, index)).toBe(true);
        const members = new Map(children(0).map((item) => [scanner.field(item), item]));
        for (const [number] of fields.entries())
          expect(scanner.indexes[index + number]).toBe(members.get(number) ?? -1);
        for (const item of children(0).filter((one) => scanner.kind(one) !== kind.object))
          expect(scanner.indexMembers(item, index)).toBe(false);
      }),
    );
  });

  it('hashes as SipHash-2-4 does', () => {
    // https://github.com/veorq/SipHash/blob/master/vectors.h
    const vectors = ['310e0edd47db6f72', 'fd67dc93c539f874', '5a4fa9d909806c0d', '2d7efbd796666785'];
    vectors.forEach((vector, length) => {
      scanner.bytes.set(
        Array.from({ length }, (_, index) => index),
        layout.lines,
      );
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(scanner.hash(layout.lines, layout.lines + length));
      expect(bytes.toString('hex')).toBe(vector);
    });
  });

  it('is the one that was compiled from its source', async () => {
    const { compileScanner } = await import('../../src/transcripts/scanner/compile.mjs');
    const kept = new URL('../../src/transcripts/scanner/compiled-scanner.ts', import.meta.url);
    expect(readFileSync(kept, 'utf8')).toBe(compileScanner());
  });
});
