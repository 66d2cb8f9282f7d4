import { lstatSync, readSync } from 'node:fs';
import { withRegularFile } from '../../regular-file.ts';

/** What came of reading a small file. */
export type BoundedRead =
  | { readonly state: 'read'; readonly bytes: Buffer; readonly cut: boolean }
  | { readonly state: 'absent' }
  | { readonly state: 'refused'; readonly reason: string };

/**
 * Reads a regular file, at most `limitBytes` of it from the end: the newest entries of a log stand last.
 * A link, a pipe or a device in the place of a file of git is refused: opening it could block or lead elsewhere.
 */
export function readBoundedFile(path: string, limitBytes: number): BoundedRead {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found) return { state: 'absent' };
    if (!found.isFile()) return { state: 'refused', reason: 'it is not a regular file' };
    return readEnd(path, limitBytes);
  } catch (error) {
    return { state: 'refused', reason: reasonOf(error) };
  }
}

function readEnd(path: string, limitBytes: number): BoundedRead {
  return withRegularFile(path, ({ descriptor, stat: { size } }) => {
    const length = Math.min(size, limitBytes);
    const bytes = Buffer.alloc(length);
    const read = readSync(descriptor, bytes, 0, length, size - length);
    return { state: 'read', bytes: bytes.subarray(0, read), cut: size > limitBytes };
  });
}

/** The system's code (`EACCES`, …) where there is one: paths in messages are the reference's business. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
}
