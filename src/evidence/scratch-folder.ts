import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TriageError } from '../errors.ts';
import { addUnfinished, dropUnfinished } from '../unfinished.ts';

/**
 * A new folder of ours in the one that the system has for such.
 * @throws {TriageError} where the machine has no such folder, or no room in it
 */
export function makeScratchFolder(purpose: string): string {
  const folder = join(tmpdir(), `yolo-triage-${purpose}-${randomUUID()}`);
  // Before it is there: a signal in between would leave it behind.
  addUnfinished(folder);
  try {
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch (error) {
    dropUnfinished(folder);
    throw new TriageError(
      `no temporary folder can be made: ${error instanceof Error ? error.message : String(error)}`,
      'set TMPDIR to a folder that has room and can be written',
    );
  }
}

export function removeScratchFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  dropUnfinished(folder);
}
