import type { Source } from '../evidence/collection/source.ts';

/** What happened to one piece of evidence, or to the collection as a whole. */
export type CustodyEntry =
  | {
      readonly action: 'started' | 'resumed';
      readonly collector: Collector;
      readonly options: Readonly<Record<string, unknown>>;
    }
  | CopiedEntry
  | MadeEntry
  | NotCopiedEntry
  /** A file that an interrupted run had, and that the bag has no more. */
  | { readonly action: 'dropped'; readonly payload: string }
  | {
      readonly action: 'finished';
      readonly files: number;
      readonly sizeBytes: number;
      /** Files of the evidence that have another access time than before the collection: whose system keeps one. */
      readonly accessTimesChanged: number;
    };

/** What stands in the place of a file whose content is not in the bag: enough to say that it was there, and which. */
interface NotCopiedEntry
  extends Pick<
    Source,
    'mode' | 'ownerId' | 'credential' | 'isFolder' | 'isGap' | 'sha256' | 'kind' | 'interpreter'
  > {
  readonly action: 'not-copied';
  /** As the evidence writes it. */
  readonly path: string;
  readonly reason: string;
  readonly sizeBytes?: number;
  readonly modifiedAt?: string;
  /** Its objects are in the bundle that the reason names. */
  readonly inBundle?: true;
}

/** A file of the bag that is no copy: this program made it of the evidence. */
export interface MadeEntry {
  readonly action: 'made';
  /** Relative to the bag. */
  readonly payload: string;
  readonly what: string;
  /** What it was made of, as the evidence writes it. */
  readonly from?: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** One file that was copied; the last entry of a payload path counts. */
export interface CopiedEntry {
  readonly action: 'copied';
  /** As the evidence writes it. */
  readonly path: string;
  /** Relative to the bag. */
  readonly payload: string;
  readonly sizeBytes: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  /** Nanoseconds since 1970, as text: file systems keep more than milliseconds. */
  readonly modifiedNs: string;
  /** Octal, as `ls` and `chmod` write it. */
  readonly mode: string;
  /** Numeric, as the file system has it. */
  readonly ownerId: number;
  /** Kind of the credential that stands in it beside what is evidence. */
  readonly credential?: string;
  readonly sha256: string;
  /** Reads that were thrown away because the file changed meanwhile. */
  readonly tornReads?: number;
  /** The file still changed during the last read: its end may be missing. */
  readonly torn?: true;
  /** The file was reached by this symbolic link; the content is its target's. */
  readonly linkTarget?: string;
}

/** Who collected, where, and with what. */
export interface Collector {
  readonly user: string;
  readonly host: string;
  readonly platform: string;
  readonly tool: string;
}

/** A line as it stands in the file: each names the SHA-256 of the line before it, the first one 64 zeros. */
export type CustodyLine = CustodyEntry & {
  readonly sequence: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly previous: string;
};
