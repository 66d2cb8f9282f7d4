import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedLine, lineBytesAtMost } from '../../src/fleet/bounded-row.ts';
import { isRefusal, lineAccepter } from '../../src/fleet/load/accept-line.ts';
import type { Row } from '../../src/fleet/row.ts';
import { requireRoom } from '../../src/fleet/spool/require-room.ts';
import { streams } from '../../src/fleet/streams.ts';
import { jsonLine } from '../../src/report/json.ts';
import { scratch } from './spooled.ts';

const all = Object.values(streams);
const own = {
  runId: '20261120T160000000Z-00000000',
  eventId: '0'.repeat(32),
  schemaVersion: 1,
  sourceId: '0'.repeat(16),
  hostId: 'host-1',
  collectedAt: '2026-11-20T16:00:00.000Z',
};

/** What an attacker could get into a cell. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 900 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    maxLength: 900,
  }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '\udc00x',
    '\u202e'.repeat(3000),
    '"eventId":"x"',
    '\u2028',
    '😀'.repeat(1000),
  ),
);
const time = fc.oneof(
  text,
  fc.constantFrom(
    '9999-12-31T23:59:59.999Z',
    '+275760-09-13T00:00:00.000Z',
    '0001-01-01',
    '2026-11-20T16:00:00+02:00',
  ),
);
const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(1e308, -0, Number.NaN, Number.POSITIVE_INFINITY),
);
const cells = {
  string: text,
  integer: number,
  real: number,
  boolean: fc.boolean(),
  timestamp: time,
  strings: fc.array(text, { maxLength: 30 }),
};

describe('the line of a row', () => {
  it.each(all)('of $name is one that every loader takes, whatever the evidence holds', (stream) => {
    const accept = lineAccepter(stream);
    const optional = Object.fromEntries(stream.columns.map(({ name, type }) => [name, cells[type]]));
    const required = Object.fromEntries(
      stream.columns
        .filter((column) => 'required' in column)
        .map(({ name, type }) => [name, type === 'integer' ? fc.integer() : cells[type]]),
    );
    const rows = fc.record({ ...optional, ...required }, { requiredKeys: Object.keys(required) });
    fc.assert(
      fc.property(rows, (row) => {
        const line = boundedLine(stream, { ...row, ...own } as Row, jsonLine);
        const accepted = accept(line.trimEnd(), '2026-11-21');
        expect(isRefusal(accepted) ? accepted : undefined).toBeUndefined();
        expect(Buffer.byteLength(line)).toBeLessThanOrEqual(lineBytesAtMost);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(line.slice(0, 48)).toBe(`{"runId":"${own.runId}","eventId"`.slice(0, 48));
      }),
      { numRuns: 15 },
    );
  });
});

describe('a spool that nobody empties', () => {
  it('is written to no more', () => {
    const folder = scratch();
    for (const { name } of all) mkdirSync(join(folder, name));
    const file = join(folder, 'calls', 'a.ndjson');
    writeFileSync(file, '');
    truncateSync(file, 5000);
    expect(() => requireRoom(folder, 5000)).not.toThrow();
    expect(() => requireRoom(folder, 4999)).toThrow('nobody has taken away');
  });
});
