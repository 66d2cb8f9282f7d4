import { describe, expect, it } from 'vitest';
import { createRowDigests, rememberedRows } from '../../src/fleet/spool/row-digests.ts';

describe('the rows that a state remembers', () => {
  it('are those of the last run, and no others', () => {
    const first = createRowDigests('');
    const digests = Array.from({ length: 5000 }, (_, index) =>
      BigInt.asUintN(64, BigInt(index) * 0x9e3779b97f4a7c15n),
    );
    for (const digest of digests) expect(first.wasWritten(digest)).toBe(false);
    const second = createRowDigests(first.encode());
    expect(digests.slice(1000).every((digest) => second.wasWritten(digest))).toBe(true);
    expect(second.wasWritten(1n)).toBe(false);
    const third = createRowDigests(second.encode());
    expect(digests.map((digest) => third.wasWritten(digest)).indexOf(true)).toBe(1000);
  });

  it('are bounded: the newest stay', () => {
    const first = createRowDigests('');
    for (let digest = 1n; digest <= BigInt(rememberedRows) + 10n; digest++) first.wasWritten(digest);
    const encoded = first.encode();
    expect(Buffer.from(encoded, 'base64')).toHaveLength(rememberedRows * 8);
    const second = createRowDigests(encoded);
    expect([1n, 10n, 11n, BigInt(rememberedRows) + 10n].map((digest) => second.wasWritten(digest))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('are none where the text is no list of digests', () => {
    for (const text of ['!', 'AAAA', 'e30=']) expect(createRowDigests(text).wasWritten(0n)).toBe(false);
  });
});
