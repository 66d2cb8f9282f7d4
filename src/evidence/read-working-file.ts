import { lstatSync, readFileSync } from 'node:fs';

const largestBytes = 16 * 1024 * 1024;

/** The text of a regular file; undefined where there is none, where it is a link, or where it is too large. */
export function readWorkingFile(path: string): string | undefined {
  try {
    const stat = lstatSync(path);
    return stat.isFile() && stat.size <= largestBytes ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
