import { lstatSync } from 'node:fs';

/**
 * How many files were read in a way that their access times tell, by whomever, since a moment. Our own readers leave
 * the times alone where the system lets them; git does not.
 * @param files absolute, on this machine
 * @param sinceMs milliseconds since 1970
 */
export function countAccessed(files: Iterable<string>, sinceMs: number): number {
  let count = 0;
  for (const file of new Set(files)) if (accessedAtMs(file) >= sinceMs) count += 1;
  return count;
}

function accessedAtMs(file: string): number {
  try {
    return lstatSync(file, { throwIfNoEntry: false })?.atimeMs ?? 0;
  } catch {
    return 0;
  }
}
