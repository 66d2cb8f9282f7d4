import { lstatSync } from 'node:fs';
import { readRegularText } from '../regular-file.ts';

const largestBytes = 16 * 1024 * 1024;

/** The text of a regular file; undefined where there is none, where it is a link, or where it is too large. */
export function readWorkingFile(path: string): string | undefined {
  try {
    const stat = lstatSync(path);
    return stat.isFile() ? readRegularText(path, largestBytes) : undefined;
  } catch {
    return undefined;
  }
}
