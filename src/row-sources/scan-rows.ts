import { isAbsolute, join, resolve } from 'node:path';
import { run, type ScanOption } from '../commands/scan.ts';
import { occurrenceRow } from '../fleet/rows/occurrence-row.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { documentOf } from './document-of.ts';
import { gapRows, type RowSource } from './row-source.ts';

/** Every place that switches prompts off. */
export const scanRows: RowSource<ScanOption> = async function* (invocation) {
  const { document, status } = await documentOf(run, invocation);
  const root = rootOf(invocation);
  for (const occurrence of document.occurrences) {
    yield occurrenceRow({ ...occurrence, path: absolute(root, occurrence.path) });
  }
  // What a scanned folder says is accepted, its author accepted: the fleet decides for itself.
  for (const { justification, ...occurrence } of document.suppressed) {
    const path = absolute(root, occurrence.path);
    yield occurrenceRow({ ...occurrence, path, allowedBecause: justification });
  }
  yield* gapRows(status.gaps);
  return { status, snapshots: ['occurrences', 'gaps'], facts: {} };
};

/** Where the paths of a scan begin: what it was given, where that is one folder. */
function rootOf({ operands, cwd }: Invocation): string {
  const [only, ...others] = operands;
  return only === undefined || others.length > 0 ? cwd : resolve(cwd, only);
}

/** The same place has the same path in every run, wherever that began. */
function absolute(root: string, path: string): string {
  return isAbsolute(path) || path.startsWith('~/') ? path : join(root, path);
}
