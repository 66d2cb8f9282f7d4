import { createHash, type Hash } from 'node:crypto';
import { boundedLine } from '../bounded-row.ts';
import type { RowCleaner } from '../clean-rows.ts';
import { createEnvelope, type RunIdentity } from '../envelope.ts';
import type { Row, RowOf, StreamRow } from '../row.ts';
import { type StreamName, streams } from '../streams.ts';
import type { Spool } from './spool.ts';
import type { Remembered } from './state-file.ts';

/** What the row of `runs` says that only its end tells. */
export type RunEnd = Omit<
  RowOf<(typeof streams)['runs']>,
  | 'hostIdSource'
  | 'isIncremental'
  | 'snapshots'
  | 'written'
  | 'unchanged'
  | 'writtenRows'
  | 'unchangedRows'
  | 'writtenBytes'
> & {
  /** The snapshot streams that the command looked at. */
  readonly lookedAt: readonly StreamName[];
};

export interface SpoolRunSettings {
  readonly spool: Spool;
  readonly identity: RunIdentity;
  /** Absent: everything is written. */
  readonly remembered: Remembered | undefined;
  readonly cleaner: RowCleaner;
  /** One line with its end. */
  readonly render: (row: Row) => string;
}

/** One run on its way into a spool. */
export interface SpoolRun {
  take(given: StreamRow): void;
  /** Publishes everything, then says so. @returns the line of the run */
  finish(end: RunEnd): string;
}

/** Order of the end: rows on disk, files published, the row of the run, the state. A kill between any two loses nothing. */
export function startRun(settings: SpoolRunSettings): SpoolRun {
  const { spool, identity, remembered, cleaner, render } = settings;
  const enclose = createEnvelope(identity);
  const written = new Map<StreamName, number>();
  const unchanged = new Map<StreamName, number>();
  const snapshots = new Map<StreamName, Hash>();

  function lineOf(given: StreamRow): string {
    const { valueDigest } = given;
    const told = valueDigest === undefined ? {} : { fingerprint: cleaner.fingerprint(valueDigest) };
    const cells: Row = { ...given.row, ...told };
    const row = cleaner.anonymise(enclose(given.stream, cells, cleaner.redact(cells)));
    return boundedLine(streams[given.stream], row, render);
  }

  function isNew(stream: StreamName, line: string): boolean {
    if (!remembered) return true;
    const digest = createHash('sha256').update(remembered.salt).update(stream).update(lasting(line)).digest();
    if (streams[stream].kind === 'history') return !remembered.rows.wasWritten(digest.readBigUInt64LE());
    hashOf(snapshots, stream).update(digest);
    return true;
  }

  return {
    take(given) {
      const line = lineOf(given);
      const { stream } = given;
      if (!isNew(stream, line)) {
        count(unchanged, stream, 1);
        return;
      }
      count(written, stream, 1);
      spool.append(stream, line);
    },
    finish({ lookedAt, ...end }) {
      const digests = new Map(lookedAt.map((stream) => [stream, hashOf(snapshots, stream).digest('hex')]));
      const same = lookedAt.filter((stream) => remembered?.isSameSnapshot(stream, digests.get(stream) ?? ''));
      for (const stream of same) {
        count(unchanged, stream, written.get(stream) ?? 0);
        written.delete(stream);
      }
      spool.publish(same);
      const line = lineOf({
        stream: 'runs',
        row: {
          ...end,
          hostIdSource: identity.host.source,
          isIncremental: remembered !== undefined,
          snapshots: lookedAt.filter((stream) => !same.includes(stream)),
          written: amounts(written),
          unchanged: amounts(unchanged),
          writtenRows: sum(written),
          unchangedRows: sum(unchanged),
          writtenBytes: spool.writtenBytes,
        },
      });
      spool.seal(line);
      remembered?.commit(digests);
      return line;
    },
  };
}

/** What of a line does not change with the run. Text of the evidence cannot look like a key: its quotes are escaped. */
function lasting(line: string): string {
  const from = line.indexOf('"eventId":');
  const time = line.indexOf('"collectedAt":');
  return line.slice(from, time) + line.slice(line.indexOf(',', time));
}

function hashOf(hashes: Map<StreamName, Hash>, stream: StreamName): Hash {
  const known = hashes.get(stream) ?? createHash('sha256');
  hashes.set(stream, known);
  return known;
}

function count(counts: Map<StreamName, number>, stream: StreamName, more: number): void {
  counts.set(stream, (counts.get(stream) ?? 0) + more);
}

function amounts(counts: ReadonlyMap<StreamName, number>): readonly string[] {
  return [...counts]
    .filter(([, number]) => number > 0)
    .map(([stream, number]) => `${stream}=${number}`)
    .sort();
}

function sum(counts: ReadonlyMap<StreamName, number>): number {
  return [...counts.values()].reduce((total, number) => total + number, 0);
}
