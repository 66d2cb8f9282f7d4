import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { bagFiles } from '../evidence/bag.ts';
import { fileDigest } from '../evidence/file-digest.ts';
import { readRegularText } from '../regular-file.ts';
import type { BagProblem } from './bag-problem.ts';

/** What a check needs of a bag, whether it lies in a folder or in an archive. */
export interface BagContents {
  /** As the user named it, absolute. */
  readonly place: string;
  /** Every file, relative to the bag, with `/`. */
  readonly paths: readonly string[];
  /** SHA-256; undefined where the file is not there or not readable. */
  digest(path: string): string | undefined;
  /** Of a tag file; undefined where it is not there or not readable. */
  text(path: string): string | undefined;
  /** What is wrong with an archive before anything in it is looked at. */
  readonly problems: readonly BagProblem[];
}

/** The files of a bag that hold text about it; all others are evidence. */
export const tagFiles: readonly string[] = [
  bagFiles.declaration,
  bagFiles.info,
  bagFiles.manifest,
  bagFiles.tagManifest,
  bagFiles.custody,
  bagFiles.readme,
];

export function folderContents(folder: string): BagContents {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return {
    place: folder,
    paths: entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')),
    digest: (path) => fileDigest(join(folder, path)),
    text: (path) => textOf(join(folder, path)),
    problems: [],
  };
}

function textOf(path: string): string | undefined {
  try {
    return readRegularText(path);
  } catch {
    return undefined;
  }
}
