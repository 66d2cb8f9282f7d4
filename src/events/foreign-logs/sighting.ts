import type { EvidenceReference } from '../../evidence/artifact.ts';

/** By what an event of another log belongs to a call. */
export type Basis =
  | 'id'
  | 'command'
  | 'destination'
  | 'file'
  | 'part of the command'
  | 'time and program'
  | 'parent';

/** One event of another log that belongs to a call. */
export interface Sighting {
  /** Name of the log's form: `auditd`. */
  readonly source: string;
  /** ISO 8601 UTC, by the clock of the transcripts. */
  readonly at: string;
  readonly by: Basis;
  /** Command line, destination, path or operation; hostile. */
  readonly what: string;
  /** The log says that it did not succeed. */
  readonly failed?: true;
  readonly evidence: EvidenceReference;
}
