import type { FileState } from '../../evidence/file-state.ts';
import type { FileGuard } from './plan.ts';
import { word } from './shell-word.ts';

/** Nothing for what is no file, and for one that is too large to be looked at. */
export function fileGuards(path: string, now: FileState): FileGuard[] {
  if (now.kind === 'absent') return [fileGuard(path)];
  return now.kind === 'file' && now.sha256 !== undefined ? [fileGuard(path, now.sha256)] : [];
}

/** @param sha256 lower case hexadecimal; absent where there was no such file */
function fileGuard(path: string, sha256?: string): FileGuard {
  const file = word(path);
  if (sha256 === undefined) return { path, checkCommand: `test ! -e ${file}` };
  return { path, sha256, checkCommand: `{ test -f ${file} && test "$(sum ${file})" = ${sha256}; }` };
}
