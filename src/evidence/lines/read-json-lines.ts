import { isUtf8 } from 'node:buffer';
import type { JsonObject } from '../../json-object.ts';
import type { GapKind, ReportGap } from '../gap.ts';
import { openSource } from './byte-source.ts';
import { pulledLines } from './pulled-lines.ts';
import { objectIn, wholeObjects } from './whole-objects.ts';

/** An object of a file with one on each line. */
export interface JsonLine {
  readonly object: JsonObject;
  /** Counted from 1. */
  readonly line: number;
}

/** A file as it is read, and as gaps name it. */
export interface NamedFile {
  /** Absolute on this machine. */
  readonly path: string;
  readonly reference: string;
}

const anyOpening = /\{"(?:type|timestamp|id|role|uuid|sessionId)":/g;

/**
 * The objects of a file of lines, in its order, pulled one after the other: memory is bounded by the longest line. A
 * line that is broken gives the whole objects in it; each such line, one that is too long, and a file that cannot be
 * read to its end is a gap.
 */
export function* readJsonLines({ path, reference }: NamedFile, reportGap: ReportGap): Generator<JsonLine> {
  const source = openSource(path);
  const gap = (kind: GapKind, reason: string, line?: number): void => {
    reportGap({ kind, reason, evidence: { path: reference, ...(line !== undefined && { line }) } });
  };
  try {
    for (const { bytes, line, cut, unterminated } of pulledLines(source)) {
      if (cut) {
        gap('truncated', 'is longer than this program reads; what it holds is not known', line);
        continue;
      }
      if (!isUtf8(bytes)) gap('malformed', 'has bytes that are not UTF-8', line);
      const text = bytes.toString('utf8');
      const object = objectIn(text);
      if (object) yield { object, line };
      else if (text.trim() !== '') {
        const objects = wholeObjects(text.replace(/[\u0000\ufeff]/g, ''), anyOpening);
        gap(unterminated ? 'truncated' : 'malformed', broken(objects.length, unterminated), line);
        for (const saved of objects) yield { object: saved, line };
      }
    }
    const failure = source.failure();
    if (failure !== undefined) gap('unreadable', failure);
  } finally {
    source.close();
  }
}

function broken(saved: number, unterminated: boolean): string {
  if (saved > 0)
    return `is broken; ${saved === 1 ? 'one whole record' : `${saved} whole records`} in it ${saved === 1 ? 'was' : 'were'} read`;
  return unterminated ? 'the file ends in the middle of a record' : 'is not a JSON object';
}
