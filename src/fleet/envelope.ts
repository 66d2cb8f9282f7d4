import { win32 } from 'node:path';
import { homeOf } from '../shell/homes.ts';
import { createEventIds } from './event-ids.ts';
import type { HostIdentity } from './host-identity.ts';
import type { Row } from './row.ts';
import { spoolSchemaVersion } from './stream.ts';
import { type StreamName, streams } from './streams.ts';

/** What all rows of a run say. */
export interface RunIdentity {
  readonly runId: string;
  readonly sourceId: string;
  readonly host: HostIdentity;
  /** The evidence home, as the evidence writes it. */
  readonly home: string;
  /** The home is a whole image, with the homes of several people. */
  readonly isImage: boolean;
  readonly labels: readonly string[];
  /** ISO 8601 UTC. */
  readonly collectedAt: string;
}

/**
 * A row with everything that rows have.
 * @param found its cells as they were found: of them the id is made
 * @param shown the same without secrets
 */
export type Enclose = (stream: StreamName, found: Row, shown: Row) => Row;

export function createEnvelope(run: RunIdentity): Enclose {
  const { runId, sourceId, host, home, isImage, labels, collectedAt } = run;
  const ids = createEventIds(host.id, home);
  const owner = ownerOf(home);
  return (stream, row, shown) => ({
    ...shown,
    runId,
    eventId: ids.idOf(streams[stream], { ...row, runId }),
    schemaVersion: spoolSchemaVersion,
    sourceId,
    hostId: host.id,
    hostName: host.name,
    userName: isImage ? personOf(row) : owner,
    labels,
    collectedAt,
  });
}

/** Of an image, the person in whose home the row's evidence lies. */
function personOf({ evidencePath }: Row): string | undefined {
  return typeof evidencePath === 'string' ? nameOf(homeOf(evidencePath)) : undefined;
}

/** Whose home it is, by its path; its last part where it lies nowhere that homes lie. */
export function ownerOf(home: string): string | undefined {
  return nameOf(homeOf(home) ?? home);
}

function nameOf(folder: string | undefined): string | undefined {
  return (folder !== undefined && win32.basename(folder)) || undefined;
}
