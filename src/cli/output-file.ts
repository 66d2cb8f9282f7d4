import { closeSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { TriageError } from '../errors.ts';
import { addUnfinished, dropUnfinished } from '../unfinished.ts';
import type { TextSink } from './io.ts';

/** A file that appears under its name only when it is whole. */
export interface OutputFile extends TextSink {
  commit(): void;
  discard(): void;
}

/**
 * @param path absolute; the part is written beside it as `<path>.part`
 * @throws {TriageError} where the folder cannot be written, or a link, a pipe or a device has that name: it would be replaced
 */
export function openOutput(path: string): OutputFile {
  if (isNoPlainFile(path))
    throw new TriageError(
      `cannot write ${path}: it is no plain file`,
      'name a file, or --output - and redirect it',
    );
  const part = `${path}.part`;
  const descriptor = attempt(path, () => openSync(part, 'w', 0o600));
  addUnfinished(part);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    isTerminal: false,
    columns: 120,
    async write(text) {
      attempt(path, () => writeAll(descriptor, Buffer.from(text, 'utf8')));
    },
    commit() {
      close();
      attempt(path, () => renameSync(part, path));
      dropUnfinished(part);
    },
    discard() {
      close();
      rmSync(part, { force: true });
      dropUnfinished(part);
    },
  };
}

function isNoPlainFile(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile();
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new TriageError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
