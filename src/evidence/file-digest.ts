import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { withRegularFile } from '../regular-file.ts';

const buffer = Buffer.allocUnsafe(1 << 20);

/** SHA-256 of a file in hexadecimal digits, or nothing where it cannot be read. */
export function fileDigest(path: string): string | undefined {
  try {
    return withRegularFile(path, ({ descriptor }) => {
      const hash = createHash('sha256');
      for (;;) {
        const read = readSync(descriptor, buffer, 0, buffer.length, null);
        if (read === 0) return hash.digest('hex');
        hash.update(buffer.subarray(0, read));
      }
    });
  } catch {
    return undefined;
  }
}
