/** A log of another program: what it can speak of, and how it fits the transcripts. */
export interface Witness {
  /** As it was named. */
  readonly path: string;
  /** Names of the forms in it: `auditd`. */
  readonly sources: readonly string[];
  readonly records: number;
  readonly events: number;
  readonly eventsByKind: Readonly<Partial<Record<'process' | 'network' | 'file' | 'cloud', number>>>;
  readonly hosts: readonly string[];
  /** ISO 8601 UTC of the first and the last event, by the clock of the transcripts. */
  readonly from?: string;
  readonly to?: string;
  /** In which it has nothing, though it is never so silent; the calls that were made meanwhile. */
  readonly holes: readonly { readonly from: string; readonly to: string; readonly calls: number }[];
  /** Milliseconds that its clock is ahead of the transcripts'; its times were corrected by it. */
  readonly offsetMs?: number;
  /** Calls whose command stands in it at their time. */
  readonly agreeingCalls: number;
  /** Why nothing was concluded from it. */
  readonly unusable?: string;
}
