import { readSync } from 'node:fs';
import { withRegularFile } from '../regular-file.ts';

const headBytes = 1024 * 1024;

/** The first megabyte of a text file; empty for anything that cannot be read. */
export function readHead(path: string, sizeBytes = headBytes): string {
  try {
    return withRegularFile(path, ({ descriptor, stat: { size } }) => {
      const bytes = Buffer.allocUnsafe(Math.min(size, sizeBytes));
      return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, 0));
    });
  } catch {
    return '';
  }
}
