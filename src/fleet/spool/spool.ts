import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { TriageError } from '../../errors.ts';
import { type StreamName, streams } from '../streams.ts';
import { attemptWrite } from './durable-file.ts';
import { publishLeftovers } from './leftovers.ts';
import { requireOutsideEvidence } from './outside-evidence.ts';
import { requireRoom } from './require-room.ts';
import { createStreamWriter, type StreamWriter } from './stream-writer.ts';

/**
 * The folder that a run writes to: `<folder>/<stream>/<host>-<run>-<n>.ndjson`. A file is written as
 * `….ndjson.open`, line by line, synchronised in batches; full, old or finished, it is renamed once and never touched
 * again. A kill leaves an open file with at most one torn line, its last.
 */
export interface Spool {
  append(stream: StreamName, line: string): void;
  /** Publishes what was appended, but for the streams that are named, which are taken back. */
  publish(unchanged: readonly StreamName[]): void;
  /** The row of `runs`, the last of the run: it says that everything else is published. */
  seal(line: string): void;
  /** Publishes what there is of a run that failed. */
  abandon(): void;
  readonly writtenBytes: number;
}

export interface SpoolSettings {
  /** Absolute. */
  readonly folder: string;
  readonly hostId: string;
  readonly runId: string;
  readonly clock: () => Date;
  /** Folders that the run reads; absolute. */
  readonly evidence: readonly string[];
}

/** @throws {TriageError} where the folder lies in the evidence, cannot be written, or holds too much */
export function openSpool(settings: SpoolSettings): Spool {
  const { folder, hostId, runId, clock, evidence } = settings;
  requireOutsideEvidence(folder, evidence);
  const writers = new Map<StreamName, StreamWriter>();
  for (const { name, kind } of Object.values(streams)) {
    const own = attemptWrite(folder, () => streamFolder(folder, name));
    attemptWrite(own, () => publishLeftovers(own, clock()));
    const prefix = `${hostId}-${runId}`;
    writers.set(name, createStreamWriter({ folder: own, prefix, clock, isHeld: kind === 'snapshot' }));
  }
  attemptWrite(folder, () => requireRoom(folder));
  const all = () => [...writers.values()];
  const append = (stream: StreamName, line: string) => writers.get(stream)?.append(line);
  return {
    append,
    publish(unchanged) {
      for (const writer of all()) writer.close();
      for (const name of unchanged) writers.get(name)?.discard();
      for (const writer of all()) writer.publish();
    },
    seal(line) {
      append('runs', line);
      writers.get('runs')?.close();
    },
    abandon() {
      for (const writer of all()) {
        writer.close();
        writer.publish();
      }
    },
    get writtenBytes() {
      return all().reduce((sum, { writtenBytes }) => sum + writtenBytes, 0);
    },
  };
}

/** A link in place of a stream's folder could lead anywhere. */
function streamFolder(folder: string, name: StreamName): string {
  const own = join(folder, name);
  mkdirSync(own, { recursive: true, mode: 0o750 });
  if (realpathSync(own) !== join(realpathSync(folder), name)) throw new TriageError(`${own} is a link`);
  return own;
}
