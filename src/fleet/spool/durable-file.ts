import { closeSync, constants, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { TriageError } from '../../errors.ts';

/** Writes all of it; a full disk or a limit may take less at once. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

/** A rename is on disk only when its folder is. Windows has no such thing and refuses to open a folder. */
export function syncFolderOf(path: string): void {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(dirname(path), 'r');
    fsyncSync(descriptor);
  } catch (error) {
    if (
      !(
        error instanceof Error &&
        'code' in error &&
        ['EISDIR', 'EPERM', 'EACCES'].includes(String(error.code))
      )
    )
      throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** @throws {TriageError} for whatever goes wrong */
export function attemptWrite<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof TriageError) throw error;
    throw new TriageError(`cannot write ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A link in the place of the part could lead anywhere. */
const replacing = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);

/**
 * Whoever reads the file sees the old text or the new one, whole; none but its owner may.
 * @throws {TriageError} for whatever goes wrong
 */
export function replaceFile(path: string, text: string): void {
  const part = `${path}.part`;
  attemptWrite(path, () => {
    const descriptor = openSync(part, replacing, 0o600);
    try {
      writeAll(descriptor, Buffer.from(text, 'utf8'));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(part, path);
    syncFolderOf(path);
  });
}
