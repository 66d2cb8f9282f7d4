import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { openSuffix } from './spool-file.ts';

/** A run that has not written for so long is dead. */
const deadAfterMs = 15 * 60_000;
/** More than the longest line. */
const tailBytes = 64 * 1024;

/**
 * Publishes what runs left that were killed, without the line that they had begun. Their rows are true: what they
 * lack is in the next run, which writes everything again that no finished run has written.
 * @param folder of a stream
 */
export function publishLeftovers(folder: string, now: Date): void {
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(`.ndjson${openSuffix}`))) {
    const open = join(folder, name);
    try {
      const end = repair(open, now);
      if (end === 0) rmSync(open);
      else if (end !== undefined) renameSync(open, open.slice(0, -openSuffix.length));
    } catch {
      // Another user's, or gone meanwhile: not this run's to repair.
    }
  }
}

/** @returns the size of the repaired file; nothing where it is no dead run's */
function repair(path: string, now: Date): number | undefined {
  // A link of either kind could lead to a file that is not ours to cut.
  const descriptor = openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile() || stat.nlink > 1 || now.getTime() - stat.mtimeMs < deadAfterMs) return undefined;
    const end = endOfLines(descriptor, stat.size);
    if (end < stat.size) ftruncateSync(descriptor, end);
    fsyncSync(descriptor);
    return end;
  } finally {
    closeSync(descriptor);
  }
}

/** Where the last whole line ends. */
function endOfLines(descriptor: number, size: number): number {
  const tail = Buffer.alloc(Math.min(size, tailBytes));
  const start = size - tail.length;
  readSync(descriptor, tail, 0, tail.length, start);
  const newline = tail.lastIndexOf(0x0a);
  return newline === -1 ? 0 : start + newline + 1;
}
