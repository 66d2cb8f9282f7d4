import { createHash, type Hash } from 'node:crypto';
import type { RowOf, StreamRow } from '../row.ts';
import { createRowLines, lastingPart, type RowLineSettings } from '../row-lines.ts';
import { type StreamName, streams } from '../streams.ts';
import { createRunTally } from './run-tally.ts';
import type { Spool } from './spool.ts';
import type { Remembered } from './state-file.ts';

/** What the row of `runs` says that only its end tells. */
type RunEnd = Omit<
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

export interface SpoolRunSettings extends RowLineSettings {
  readonly spool: Spool;
  /** Absent: everything is written. */
  readonly remembered: Remembered | undefined;
}

/** One run on its way into a spool. */
export interface SpoolRun {
  take(given: StreamRow): void;
  /** Publishes everything, then says so. @returns the line of the run */
  finish(end: RunEnd): string;
}

/** Order of the end: rows on disk, files published, the row of the run, the state. A kill between any two loses nothing. */
export function startRun(settings: SpoolRunSettings): SpoolRun {
  const { spool, identity, remembered } = settings;
  const lineOf = createRowLines(settings);
  const tally = createRunTally();
  const snapshots = new Map<StreamName, Hash>();

  function isNew(stream: StreamName, line: string): boolean {
    if (!remembered) return true;
    const digest = createHash('sha256')
      .update(remembered.salt)
      .update(stream)
      .update(lastingPart(line))
      .digest();
    if (streams[stream].kind === 'history') return !remembered.rows.wasWritten(digest.readBigUInt64LE());
    hashOf(snapshots, stream).update(digest);
    return true;
  }

  function recordOf({ lookedAt, ...end }: RunEnd, same: readonly StreamName[]): string {
    const row = {
      ...end,
      hostIdSource: identity.host.source,
      isIncremental: remembered !== undefined,
      snapshots: lookedAt.filter((stream) => !same.includes(stream)),
      ...tally.columns(),
      writtenBytes: spool.writtenBytes,
    };
    return lineOf({ stream: 'runs', row });
  }

  return {
    take(given) {
      const { stream } = given;
      const line = lineOf(given);
      if (!isNew(stream, line)) return tally.unchanged(stream);
      tally.written(stream);
      spool.append(stream, line);
    },
    finish(end) {
      const digests = new Map(
        end.lookedAt.map((stream) => [stream, hashOf(snapshots, stream).digest('hex')]),
      );
      const same = [...digests].flatMap(([stream, digest]) =>
        remembered?.isSameSnapshot(stream, digest) ? [stream] : [],
      );
      for (const stream of same) tally.takenBack(stream);
      spool.publish(same);
      const record = recordOf(end, same);
      spool.seal(record);
      remembered?.commit(digests);
      return record;
    },
  };
}

function hashOf(hashes: Map<StreamName, Hash>, stream: StreamName): Hash {
  const known = hashes.get(stream) ?? createHash('sha256');
  hashes.set(stream, known);
  return known;
}
