import { join } from 'node:path';
import { openSpoolFile, type SpoolFile } from './spool-file.ts';

/** How one stream of one run goes to disk. */
export interface StreamWriterSettings {
  /** Of the stream; absolute. */
  readonly folder: string;
  /** `<host>-<run>`: the name of every file of the run begins so. */
  readonly prefix: string;
  readonly clock: () => Date;
  /** No file is published before the end: it may turn out that nothing has changed. */
  readonly isHeld: boolean;
}

/** The rows of one stream in one run. */
export interface StreamWriter {
  append(line: string): void;
  /** Everything is on disk; nothing more may be appended. */
  close(): void;
  publish(): void;
  discard(): void;
  readonly writtenBytes: number;
}

/** Written and synchronised together; with this much of each stream, memory is all that a run holds. */
const batchCharacters = 256 * 1024;
/** Small enough to send again as a whole, large enough that a day is few files. */
const fileBytesAtMost = 16 * 1024 * 1024;
/** How long rows of a long run wait for a shipper. */
const fileMsAtMost = 5 * 60_000;

/** Opens no file before the first row. */
export function createStreamWriter(settings: StreamWriterSettings): StreamWriter {
  const { folder, prefix, clock, isHeld } = settings;
  const closed: SpoolFile[] = [];
  let current: { readonly file: SpoolFile; readonly openedMs: number } | undefined;
  let batch = '';
  let count = 0;
  let writtenBytes = 0;

  function flush(): void {
    if (batch === '') return;
    // Taken out first: what could not be written is not tried again under another name.
    const text = batch;
    batch = '';
    if (!current) {
      count += 1;
      const name = `${prefix}-${count}.ndjson`;
      current = { file: openSpoolFile(join(folder, name)), openedMs: clock().getTime() };
    }
    const before = current.file.sizeBytes;
    current.file.append(text);
    writtenBytes += current.file.sizeBytes - before;
  }

  function end(): void {
    if (!current) return;
    current.file.close();
    closed.push(current.file);
    current = undefined;
    if (!isHeld) publish();
  }

  function publish(): void {
    for (const file of closed.splice(0)) file.publish();
  }

  return {
    append(line) {
      batch += line;
      if (batch.length < batchCharacters) return;
      flush();
      const ageMs = current ? clock().getTime() - current.openedMs : 0;
      if (current && (current.file.sizeBytes >= fileBytesAtMost || ageMs >= fileMsAtMost)) end();
    },
    close() {
      flush();
      end();
    },
    publish,
    discard() {
      for (const file of closed.splice(0)) file.discard();
      writtenBytes = 0;
    },
    get writtenBytes() {
      return writtenBytes;
    },
  };
}
