import { type Stats, statSync } from 'node:fs';
import type { Artifact } from './artifact.ts';

/**
 * The custody entry of a file, without its hash.
 * @param reference how evidence references name it
 * @returns undefined where the file cannot be examined
 */
export function acquire(path: string, reference: string): Artifact | undefined {
  const stat = examined(path);
  if (!stat) return undefined;
  return { path: reference, sizeBytes: stat.size, modifiedAt: stat.mtime.toISOString() };
}

export function isFile(path: string): boolean {
  return examined(path)?.isFile() ?? false;
}

export function isFolder(path: string): boolean {
  return examined(path)?.isDirectory() ?? false;
}

/** A link in a circle or a folder that nobody may enter makes `stat` throw. */
function examined(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
