import type { RootFiles } from './root-files.ts';

/** One file that the plan writes. */
export interface PlannedFile {
  /** Relative to the root; `/` as separator. */
  readonly path: string;
  readonly purpose: string;
  readonly change: 'create' | 'replace' | 'keep';
  readonly bytes: Uint8Array;
}

/**
 * Says what writing it would change.
 * @throws {TriageError} where a link stands in the way, or what stands there cannot be read
 */
export function plannedFile(
  { path, purpose, bytes }: Omit<PlannedFile, 'change'>,
  standing: RootFiles,
): PlannedFile {
  const found = standing.read(path);
  const same = found !== undefined && Buffer.compare(found.bytes, bytes) === 0;
  return { path, purpose, change: found === undefined ? 'create' : same ? 'keep' : 'replace', bytes };
}
