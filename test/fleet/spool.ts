import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Column } from '../../src/fleet/stream.ts';
import { columnsOf, type StreamName, streams } from '../../src/fleet/streams.ts';

export type Row = Record<string, unknown>;

const fillers: Readonly<Record<Column['type'], unknown>> = {
  string: 'x',
  integer: 1,
  real: 0.5,
  boolean: false,
  timestamp: '2026-11-19T10:00:00.000Z',
  strings: [],
};

/** A row with every column that a row must have, and the given ones. */
export function row(stream: StreamName, given: Row): Row {
  const required = columnsOf(streams[stream])
    .filter((column) => column.required)
    .map(({ name, type, values }) => [name, values?.[0] ?? fillers[type]]);
  return {
    ...Object.fromEntries(required),
    schemaVersion: 1,
    runId: '20261120T120000000Z-aaaa',
    sourceId: 'source1',
    hostId: 'host1',
    hostName: 'host1.example',
    collectedAt: '2026-11-20T12:00:00.000Z',
    ...given,
  };
}

export function lines(rows: readonly Row[]): string {
  return rows.map((given) => `${JSON.stringify(given)}\n`).join('');
}

/** @returns the file */
export function writeSpool(
  folder: string,
  stream: string,
  text: string | Uint8Array,
  name = '1.ndjson',
): string {
  mkdirSync(join(folder, stream), { recursive: true });
  const path = join(folder, stream, name);
  writeFileSync(path, text);
  return path;
}
