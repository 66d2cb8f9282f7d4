import { statSync } from 'node:fs';
import type { Artifact } from './artifact.ts';

/**
 * The custody entry of a file, without its hash.
 * @param reference how evidence references name it
 * @returns undefined where the file cannot be examined
 */
export function acquire(path: string, reference: string): Artifact | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  return { path: reference, sizeBytes: stat.size, modifiedAt: stat.mtime.toISOString() };
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
