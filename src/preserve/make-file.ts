import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileDigest } from '../evidence/file-digest.ts';
import { type Collecting, unfinished } from './collecting.ts';
import type { MadeEntry } from './custody-entry.ts';

/** A file that this program makes of the evidence. */
export type MadeFile = Pick<MadeEntry, 'payload' | 'what' | 'from'>;

/** A text that this program writes into the bag. */
export interface BagDocument extends MadeFile {
  readonly content: string;
}

export async function addDocument({ content, ...made }: BagDocument, run: Collecting): Promise<void> {
  await makeFile(made, run, async (part) => {
    writeFileSync(part, content, { mode: 0o600 });
    return true;
  });
}

/**
 * Adds a file that something else writes; it gets its name when it is whole.
 * @param write gets the path to write to; where it returns `false`, there is no file
 */
export async function makeFile(
  { payload, what, from }: MadeFile,
  run: Collecting,
  write: (part: string) => Promise<boolean>,
): Promise<void> {
  const part = join(run.work, unfinished);
  rmSync(part, { force: true });
  rmSync(`${part}.lock`, { force: true });
  try {
    if ((await write(part)) === false) return;
    const target = join(run.work, payload);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    renameSync(part, target);
    const { size: sizeBytes } = statSync(target);
    const entry = {
      action: 'made',
      payload,
      what,
      ...(from !== undefined && { from }),
      sizeBytes,
      sha256: fileDigest(target) ?? '',
    } as const;
    run.log.append(entry);
    run.entries.set(payload, entry);
  } finally {
    rmSync(part, { force: true });
    rmSync(`${part}.lock`, { force: true });
  }
}
