import type { FileGuard } from './plan.ts';
import { word } from './shell-word.ts';

/** @param sha256 lower case hexadecimal; absent where there was no such file */
export function fileGuard(path: string, sha256?: string): FileGuard {
  const file = word(path);
  if (sha256 === undefined) return { path, checkCommand: `test ! -e ${file}` };
  return { path, sha256, checkCommand: `{ test -f ${file} && test "$(sum ${file})" = ${sha256}; }` };
}
