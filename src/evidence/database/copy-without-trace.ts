import { closeSync, constants, copyFileSync, openSync, readSync, writeSync } from 'node:fs';
import { withRegularFile } from '../../regular-file.ts';

const bufferBytes = 1 << 20;

/**
 * Copies a file of the evidence without a change of its access time. Where the file system shares the blocks of copies
 * nothing is read at all.
 * @throws what `node:fs` throws
 */
export function copyWithoutTrace(from: string, to: string): void {
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE_FORCE);
  } catch {
    copyBytes(from, to);
  }
}

function copyBytes(from: string, to: string): void {
  withRegularFile(from, ({ descriptor }) => {
    const copy = openSync(to, 'w', 0o600);
    const buffer = Buffer.allocUnsafe(bufferBytes);
    try {
      for (let read = next(); read > 0; read = next()) {
        for (let written = 0; written < read; ) written += writeSync(copy, buffer, written, read - written);
      }
    } finally {
      closeSync(copy);
    }

    function next(): number {
      return readSync(descriptor, buffer, 0, bufferBytes, null);
    }
  });
}
