import { realpathSync } from 'node:fs';
import { spoolSchemaVersion } from '../stream.ts';
import { requireOutsideEvidence } from './outside-evidence.ts';
import { createRowDigests, type RowDigests } from './row-digests.ts';
import { commitState, readState, type StateOwner } from './state.ts';

/** What the last finished run of one source has written, and what this one will have. */
export interface Remembered {
  /** 32 bytes: fingerprints in rows stay the same from run to run. */
  readonly salt: Uint8Array;
  readonly rows: RowDigests;
  isSameSnapshot(stream: string, digest: string): boolean;
  /** Call it when everything is published. */
  commit(snapshots: ReadonlyMap<string, string>): void;
}

export interface StateSettings {
  /** Absolute. */
  readonly path: string;
  readonly hostId: string;
  /** Absolute; is there. */
  readonly spool: string;
  readonly sourceId: string;
  /** Folders that the run reads; absolute. */
  readonly evidence: readonly string[];
  /** ISO 8601 UTC. */
  readonly now: string;
  /** Told why everything is written again. */
  readonly warn: (problem: string) => void;
}

/** @throws {TriageError} where the file lies in the evidence */
export function openState(settings: StateSettings): Remembered {
  const { path, hostId, sourceId, evidence, now, warn } = settings;
  const owner: StateOwner = {
    hostId,
    spool: realpathSync(settings.spool),
    schemaVersion: spoolSchemaVersion,
  };
  requireOutsideEvidence(path, evidence);
  const { state, problem } = readState(path, owner);
  if (problem !== undefined) warn(`${path} is not used, everything is written: ${problem}`);
  const before = state.sources[sourceId];
  const rows = createRowDigests(before?.rows ?? '');
  return {
    salt: Buffer.from(state.salt, 'hex'),
    rows,
    isSameSnapshot: (stream, digest) => before?.snapshots[stream] === digest,
    commit(found) {
      // A command that did not look at a stream says nothing of it.
      const snapshots = { ...before?.snapshots, ...Object.fromEntries(found) };
      const sources = { ...state.sources, [sourceId]: { at: now, rows: rows.encode(), snapshots } };
      commitState(path, { ...state, sources }, owner);
    },
  };
}
