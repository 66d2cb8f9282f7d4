import { createHash } from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { openRegularFile } from '../regular-file.ts';

/** What one copy was. */
export interface Copy {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly stat: BigIntStats;
  /** Reads that were thrown away because the file changed meanwhile. */
  readonly tornReads: number;
  /** The file changed during the last read, too. */
  readonly torn: boolean;
}

const attempts = 3;
const buffer = Buffer.allocUnsafe(1 << 20);

/**
 * Copies a file that somebody may still write to. A read during which size or time stamps changed is thrown away
 * and done again; the third one is kept and marked. The copy has the original's time stamps.
 * @param part where the copy grows; it gets its name only when it is whole
 * @throws what `node:fs` throws
 */
export function copyFile(source: string, part: string, target: string): Copy {
  const { descriptor: from } = openRegularFile(source);
  const to = openSync(part, 'w', 0o600);
  try {
    for (let tornReads = 0; ; tornReads++) {
      const before = fstatSync(from, { bigint: true });
      const copied = copyBytes(from, to, Number(before.size));
      const after = fstatSync(from, { bigint: true });
      const torn = copied.sizeBytes !== Number(before.size) || changed(before, after);
      if (torn && tornReads + 1 < attempts) continue;
      utimesSync(part, Number(before.atimeMs) / 1000, Number(before.mtimeNs) / 1e9);
      renameSync(part, target);
      return { ...copied, stat: before, tornReads: torn ? tornReads + 1 : tornReads, torn };
    }
  } finally {
    closeSync(from);
    closeSync(to);
  }
}

/** At most as many bytes as the file had when it was opened: a growing file cannot keep us forever. */
function copyBytes(from: number, to: number, sizeAtMost: number): { sha256: string; sizeBytes: number } {
  const hash = createHash('sha256');
  let position = 0;
  while (position < sizeAtMost) {
    const read = readSync(from, buffer, 0, Math.min(buffer.length, sizeAtMost - position), position);
    if (read === 0) break;
    const bytes = buffer.subarray(0, read);
    hash.update(bytes);
    for (let written = 0; written < read; ) {
      written += writeSync(to, bytes, written, read - written, position + written);
    }
    position += read;
  }
  ftruncateSync(to, position);
  return { sha256: hash.digest('hex'), sizeBytes: position };
}

function changed(before: BigIntStats, after: BigIntStats): boolean {
  return before.size !== after.size || before.mtimeNs !== after.mtimeNs || before.ctimeNs !== after.ctimeNs;
}
