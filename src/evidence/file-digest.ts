import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const buffer = Buffer.allocUnsafe(1 << 20);

/** SHA-256 of a file in hexadecimal digits, or nothing where it cannot be read. */
export function fileDigest(path: string): string | undefined {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const hash = createHash('sha256');
      for (;;) {
        const read = readSync(descriptor, buffer, 0, buffer.length, null);
        if (read === 0) return hash.digest('hex');
        hash.update(buffer.subarray(0, read));
      }
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
