import { statSync } from 'node:fs';
import { TriageError } from '../errors.ts';
import { archiveContents } from './archive-contents.ts';
import { type BagContents, folderContents } from './bag-contents.ts';

export interface ContentsSettings {
  /** Files with secret keys, for an encrypted archive; absolute. */
  readonly identities: readonly string[];
  progress(line: string): void;
}

/**
 * The contents of a bag, or of an archive of one.
 * @throws {TriageError} where there is neither, or the archive cannot be decrypted
 */
export async function openContents(
  path: string,
  { identities, progress }: ContentsSettings,
): Promise<BagContents> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new TriageError(`no such bag: ${path}`);
  if (stat.isDirectory()) return folderContents(path);
  if (!stat.isFile()) throw new TriageError(`neither a folder nor a file: ${path}`);
  progress(`reading ${path}`);
  return archiveContents(path, identities);
}
