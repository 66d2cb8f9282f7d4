import { isUtf8 } from 'node:buffer';
import type { GapKind, ReportGap } from '../gap.ts';
import { openSource } from './byte-source.ts';
import { pulledLines } from './pulled-lines.ts';
import type { NamedFile } from './read-json-lines.ts';

/** A line of a text, without what ends it. */
export interface TextLine {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The lines of a text, pulled one after the other; one that is too long or no UTF-8, and a file that cannot be read, is a gap. */
export function* readTextLines({ path, reference }: NamedFile, reportGap: ReportGap): Generator<TextLine> {
  const source = openSource(path);
  const gap = (kind: GapKind, reason: string, line?: number): void => {
    reportGap({ kind, reason, evidence: { path: reference, ...(line !== undefined && { line }) } });
  };
  try {
    for (const { bytes, line, cut } of pulledLines(source)) {
      if (cut) {
        gap('truncated', 'is longer than this program reads; what it holds is not known', line);
        continue;
      }
      if (!isUtf8(bytes)) gap('malformed', 'has bytes that are not UTF-8', line);
      yield { text: bytes.toString('utf8').replace(/\r$/, ''), line };
    }
    const failure = source.failure();
    if (failure !== undefined) gap('unreadable', failure);
  } finally {
    source.close();
  }
}
