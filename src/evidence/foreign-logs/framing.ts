import type { Gap } from '../gap.ts';
import type { ForeignRecord } from './foreign-record.ts';

/** Where the records of a file go. */
export interface RecordSink {
  /** As the records name the file. */
  readonly path: string;
  record(record: ForeignRecord): void;
  gap(gap: Pick<Gap, 'kind' | 'reason'> & { readonly line?: number }): void;
}

/** Takes the text of one file, part by part. */
export interface Framer {
  push(text: string): void;
  end(): void;
}

/** One way in which records stand in a file. */
export interface Framing {
  /** @param head of the file: its first part, at least 64 KiB of it where the file has them */
  readonly claims: (head: string) => boolean;
  readonly open: (sink: RecordSink) => Framer;
}

/** Longer records are not held in memory. */
export const longestRecord = 32 * 1024 * 1024;
