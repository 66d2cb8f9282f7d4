import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainValue } from '../../src/evidence/configuration/plain-value.ts';
import { binaryPropertyListAsXml } from '../../src/evidence/property-lists/binary-property-list.ts';
import { parsePropertyList } from '../../src/evidence/property-lists/parse-property-list.ts';
import { propertyListXml } from '../../src/evidence/property-lists/write-property-list.ts';
import { arrayOf, binaryPropertyList, fileOf, type Plain } from '../support/binary-property-list.ts';

const words = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '<', '&', '"', 'é', '中', '\n', ']]>') });
const value: fc.Arbitrary<Plain> = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(0.5, -1.25),
    fc.array(tie('value'), { maxLength: 20 }),
    fc.dictionary(words, tie('value'), { maxKeys: 20, noNullPrototype: true }),
  ),
})).value;

function read(text: string) {
  const { root, problems } = parsePropertyList(text);
  return { value: JSON.parse(JSON.stringify(plainValue(root) ?? null)), problems };
}

describe('property lists', () => {
  it('are read as they were written, as XML and in binary form', () => {
    fc.assert(
      fc.property(value, (given) => {
        expect(read(propertyListXml(given))).toEqual({ value: given, problems: [] });
        const { text, losses } = binaryPropertyListAsXml(binaryPropertyList(given));
        expect(losses).toEqual([]);
        expect(read(text)).toEqual({ value: given, problems: [] });
      }),
    );
  });

  it('in XML may have CDATA, comments, entities and values in which a reader has no interest', () => {
    const xml =
      '<plist><dict><key>a<!-- b --></key><string>x&amp;<![CDATA[<y>]]>&#122;</string><key>d</key><date>2026-01-01T00:00:00Z</date><key>e</key><data>\nQUJD\n</data></dict></plist>';
    expect(read(xml)).toEqual({ value: { a: 'x&<y>z', d: '2026-01-01T00:00:00Z', e: 'QUJD' }, problems: [] });
  });

  it('that break off or are broken say so, and give what stands there', () => {
    const start = '<plist><dict><key>a</key><string>x</string><key>b</key><array><string>y</string>';
    for (const rest of ['', '<string>z', '</dict>', '<', '<oops/>', '</array></dict></plist><plist/>']) {
      const { value: found, problems } = read(start + rest);
      expect([rest, found.a, found.b[0]]).toEqual([rest, 'x', 'y']);
      expect([rest, problems.length > 0]).toEqual([rest, true]);
    }
    for (const text of [
      '',
      'no list',
      '{ a = "x"; }',
      '<html><p>x</p></html>',
      '<plist><key>a</key></plist>',
    ])
      expect([text, read(text).problems.length > 0]).toEqual([text, text !== '<plist><key>a</key></plist>']);
  });

  it('in XML do not grow by entities, and take a bounded time and depth', () => {
    const bomb =
      '<!DOCTYPE plist [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    const { value: found, problems } = read(
      `${bomb}<plist><array><string>&b;</string><string>&f;</string></array></plist>`,
    );
    expect(found).toEqual(['&b;', '&f;']);
    expect(problems.length).toBeGreaterThan(0);
    for (const text of [
      '<array>'.repeat(50_000),
      '<dict><key>a</key>'.repeat(50_000),
      '<true/>'.repeat(200_000),
    ])
      expect(parsePropertyList(`<plist>${text}`).problems.length).toBeGreaterThan(0);
  });

  it('in binary form that are damaged say so and never throw', () => {
    const list = binaryPropertyList({ ProgramArguments: ['/bin/sh', '-c', 'x'.repeat(40)], RunAtLoad: true });
    for (let length = 8; length < list.length; length += 1)
      expect(binaryPropertyListAsXml(list.subarray(0, length)).losses).not.toEqual([]);
    fc.assert(
      fc.property(fc.nat(list.length - 9), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = Buffer.from(list);
        damaged[at + 8] = byte;
        const { text, losses } = binaryPropertyListAsXml(damaged);
        if (losses.length === 0) expect(parsePropertyList(text).root).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('in binary form whose references go round or multiply are bounded', () => {
    const multiplying = Array.from({ length: 40 }, (_, index) => arrayOf(Array(14).fill(index + 1)));
    const bombs = {
      'goes round': fileOf([arrayOf([0])]),
      multiplies: fileOf([...multiplying, Buffer.from([9])]),
      'repeats a long text': fileOf([
        arrayOf(Array(60_000).fill(1)),
        Buffer.concat([Buffer.from([0x5f, 0x12, 0, 1, 0, 0]), Buffer.alloc(65_536, 'a')]),
      ]),
    };
    for (const [name, bomb] of Object.entries(bombs)) {
      const startedAt = performance.now();
      expect([name, binaryPropertyListAsXml(bomb).losses.length]).toEqual([name, 1]);
      expect([name, performance.now() - startedAt < 5_000]).toEqual([name, true]);
    }
  });
});
