import { posix, resolve } from 'node:path';
import { TriageError } from '../../errors.ts';
import { isFolder } from '../../evidence/acquire.ts';
import type { PathMapping } from '../../evidence/path-mapping.ts';
import type { Surroundings } from './option-entry.ts';

/** A file or a folder; absolute. */
export const pathOf = (word: string, { cwd }: Surroundings) => resolve(cwd, word);

/** The first equals sign after which a folder of this machine stands parts the two. */
export function mappingOf(word: string, surroundings: Surroundings): PathMapping {
  const parts = [...word.matchAll(/=/g)].map(({ index }) => [word.slice(0, index), word.slice(index + 1)]);
  const named = parts.filter(([from = '', to]) => isAbsoluteAnywhere(from) && to !== '');
  const [from = '', to = ''] =
    named.find(([, to = '']) => isFolder(pathOf(to, surroundings))) ?? named[0] ?? [];
  if (from === '') {
    throw new TriageError(
      `not a mapping: ${word}`,
      'give an absolute path of the evidence and a folder here: /home/dana/app=/mnt/app',
    );
  }
  if (/^(?:[A-Za-z]:)?[\\/]+$/.test(from)) {
    throw new TriageError(`not a mapping: ${word}`, 'an image as a whole is given with --root <dir>');
  }
  if (!isFolder(pathOf(to, surroundings))) throw new TriageError(`no such folder: ${to}`, `--map ${word}`);
  return { from, to: pathOf(to, surroundings) };
}

function isAbsoluteAnywhere(path: string): boolean {
  return posix.isAbsolute(path) || /^[A-Za-z]:[\\/]/.test(path);
}
