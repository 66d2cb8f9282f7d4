import { closeSync, constants, fsyncSync, ftruncateSync, openSync, renameSync, rmSync } from 'node:fs';
import { attemptWrite, syncFolderOf, writeAll } from './durable-file.ts';

/**
 * Behind the name of a file that is still written: what reads `*.ndjson` (a shipper, `fleet load`) sees only files
 * that are whole and change no more.
 */
export const openSuffix = '.open';

/** One file of a stream. Whole lines go in; the file appears under its name only when it is published. */
export interface SpoolFile {
  readonly sizeBytes: number;
  /** Returns when the text is on disk. */
  append(text: string): void;
  /** Ends the file; `publish` or `discard` must follow. */
  close(): void;
  publish(): void;
  discard(): void;
}

const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND;
/** The group may read, so that a shipper need not be root: it owns nothing, the folder's group decides. */
const mode = 0o640;

/**
 * @param path under which the file is published; absolute
 * @throws {TriageError} where it cannot be made, or is there
 */
export function openSpoolFile(path: string): SpoolFile {
  const open = `${path}${openSuffix}`;
  const descriptor = attemptWrite(open, () => openSync(open, flags, mode));
  let sizeBytes = 0;
  return {
    get sizeBytes() {
      return sizeBytes;
    },
    append(text) {
      const bytes = Buffer.from(text, 'utf8');
      attemptWrite(open, () => {
        try {
          writeAll(descriptor, bytes);
          fsyncSync(descriptor);
        } catch (error) {
          // A full disk took a part: the file keeps its whole lines.
          ftruncateSync(descriptor, sizeBytes);
          throw error;
        }
      });
      sizeBytes += bytes.length;
    },
    close: () => closeSync(descriptor),
    publish() {
      attemptWrite(path, () => {
        renameSync(open, path);
        syncFolderOf(path);
      });
    },
    discard: () => rmSync(open, { force: true }),
  };
}
