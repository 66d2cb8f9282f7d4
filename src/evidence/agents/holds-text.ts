import { readSync } from 'node:fs';
import { withRegularFile } from '../../regular-file.ts';
import { statOf } from '../configuration/stat-of.ts';

const chunkBytes = 1024 * 1024;
const bytesAtMost = 64 * chunkBytes;
/** What is looked for is shorter, so that it stands whole in one of two chunks. */
const overlapBytes = 256;

/**
 * Whether a text stands anywhere in a file, of a database also in what was not yet written back to it. Of a file over
 * 64 MB that is not known, and the answer is yes, as where it cannot be read.
 * @param path absolute on this machine, of a regular file
 */
export function holdsText(path: string, text: RegExp): boolean {
  return stands(path, text) || stands(`${path}-wal`, text);
}

function stands(path: string, text: RegExp): boolean {
  // A link may lead anywhere.
  if (!statOf(path)?.isFile()) return false;
  try {
    return withRegularFile(path, ({ descriptor }) => standsIn(descriptor, text));
  } catch {
    return true;
  }
}

function standsIn(descriptor: number, text: RegExp): boolean {
  const bytes = Buffer.allocUnsafe(chunkBytes);
  for (let at = 0; at < bytesAtMost; at += chunkBytes - overlapBytes) {
    const read = readSync(descriptor, bytes, 0, chunkBytes, at);
    if (text.test(bytes.toString('latin1', 0, read))) return true;
    if (read < chunkBytes) return false;
  }
  return true;
}
