import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { TriageError } from '../errors.ts';
import type { EvidenceReference } from './artifact.ts';
import type { ReportGap } from './gap.ts';

/** One record of a log that another program wrote. */
export interface JsonRecord {
  readonly value: unknown;
  readonly evidence: EvidenceReference;
}

/** Logs of one incident are far smaller; what comes after is a gap. */
const bytesAtMost = 512 * 1024 * 1024;

/**
 * Records of a file with one JSON value a line, or with one list of them.
 * @throws {TriageError} where the file cannot be opened
 */
export function readJsonRecords(path: string, reportGap: ReportGap): readonly JsonRecord[] {
  const text = readBounded(path, reportGap);
  const whole = /^\s*\[/.test(text) ? parse(text) : undefined;
  if (Array.isArray(whole)) return whole.map((value: unknown) => ({ value, evidence: { path } }));
  const records: JsonRecord[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parse(line);
    const evidence = { path, line: index + 1 };
    if (value === undefined) reportGap({ kind: 'malformed', reason: 'is no JSON', evidence });
    else records.push({ value, evidence });
  }
  return records;
}

function readBounded(path: string, reportGap: ReportGap): string {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (size > bytesAtMost) {
        const reason = `is ${size} bytes long; the first ${bytesAtMost} were read`;
        reportGap({ kind: 'truncated', reason, evidence: { path } });
      }
      const bytes = Buffer.alloc(Math.min(size, bytesAtMost));
      return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new TriageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
