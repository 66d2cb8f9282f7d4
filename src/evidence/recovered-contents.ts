import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { TriageError } from '../errors.ts';
import type { Home } from './home.ts';

/**
 * Writes contents that only transcripts hold to a folder outside the evidence, each named by its blob id.
 * @throws {TriageError} where the folder lies in the evidence
 */
export function writeRecovered(home: Home, folder: string, contents: ReadonlyMap<string, string>): void {
  for (const evidence of [home.directory, ...(home.root === undefined ? [] : [home.root])]) {
    const inside = relative(realpathSync(evidence), realPath(folder));
    if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) {
      throw new TriageError(
        'the folder for recovered contents lies in the evidence',
        'choose one outside with --recover',
      );
    }
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [blobId, content] of contents) {
    const path = join(folder, blobId);
    if (!existsSync(path)) writeFileSync(path, content, { mode: 0o600, flag: 'wx' });
  }
}

/** Of the nearest folder above that is there. */
function realPath(path: string): string {
  if (existsSync(path) || dirname(path) === path) return realpathSync(path);
  return join(realPath(dirname(path)), relative(dirname(path), resolve(path)));
}
