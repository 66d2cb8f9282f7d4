import { readSync } from 'node:fs';
import { TriageError } from '../errors.ts';
import { withRegularFile } from '../regular-file.ts';
import type { EvidenceReference } from './artifact.ts';
import type { ReportGap } from './gap.ts';

/** One record of a log that another program wrote. */
export interface JsonRecord {
  readonly value: unknown;
  readonly evidence: EvidenceReference;
}

/** Logs of one incident are far smaller; what comes after is a gap. */
const bytesAtMost = 512 * 1024 * 1024;
/** Lines that are told one by one. */
const brokenLinesTold = 5;

/**
 * Records of a file with one JSON value a line, with a list of them, or with an object around such a list.
 * @throws {TriageError} where the file cannot be opened
 */
export function readJsonRecords(path: string, reportGap: ReportGap): readonly JsonRecord[] {
  const text = readBounded(path, reportGap);
  // Of lines, the parser stops at the second.
  const list = listIn(parse(text));
  if (list) return list.map((value) => ({ value, evidence: { path } }));
  const records: JsonRecord[] = [];
  const broken: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = parse(line);
    if (value === undefined) broken.push(index + 1);
    else records.push({ value, evidence: { path, line: index + 1 } });
  }
  reportBroken(broken, { path, hasRecords: records.length > 0, reportGap });
  return records;
}

/** The list that a document is or has: `[…]`, `{"data": […]}`, `{"hits": {"hits": […]}}`; the longest one. */
function listIn(value: unknown, depth = 0): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null || depth > 1) return undefined;
  const lists = Object.values(value).flatMap((inner) => {
    const list = listIn(inner, depth + 1);
    return list?.some((item) => typeof item === 'object') ? [list] : [];
  });
  return lists.sort((a, b) => b.length - a.length)[0];
}

interface Breakage {
  readonly path: string;
  readonly hasRecords: boolean;
  readonly reportGap: ReportGap;
}

function reportBroken(lines: readonly number[], { path, hasRecords, reportGap }: Breakage): void {
  if (lines.length > 0 && !hasRecords) {
    reportGap({ kind: 'unsupported', reason: 'is no JSON', evidence: { path } });
    return;
  }
  for (const line of lines.slice(0, brokenLinesTold)) {
    reportGap({ kind: 'malformed', reason: 'is no JSON', evidence: { path, line } });
  }
  const more = lines.length - brokenLinesTold;
  if (more > 0)
    reportGap({ kind: 'malformed', reason: `${more} further lines are no JSON`, evidence: { path } });
}

function readBounded(path: string, reportGap: ReportGap): string {
  try {
    return withRegularFile(path, ({ descriptor, stat: { size } }) => {
      if (size > bytesAtMost) {
        const reason = `is ${size} bytes long; the first ${bytesAtMost} were read`;
        reportGap({ kind: 'truncated', reason, evidence: { path } });
      }
      const bytes = Buffer.alloc(Math.min(size, bytesAtMost));
      return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
    });
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
