import { posix, win32 } from 'node:path';
import { bagFiles } from '../evidence/bag.ts';

/**
 * Where a file of the evidence lies in the bag: below `data/root`, under its own absolute path. Names that a
 * manifest or another system could not write keep their place under a changed name; the custody log has the true one.
 * @param recordedPath absolute, in the evidence's own form
 */
export function payloadPath(recordedPath: string): string {
  return posix.join(bagFiles.root, ...segments(recordedPath).map(safeName));
}

function segments(path: string): string[] {
  const { root } = win32.parse(path);
  const windows = /^[a-z]:/i.test(root) || path.startsWith('\\\\');
  const parts = windows ? path.slice(root.length).split(/[\\/]/) : path.split('/');
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..');
}

/** `%` and line ends would need an encoding that `sha256sum` does not know; a backslash separates on Windows. */
function safeName(name: string): string {
  return name.replace(
    /[%\\\u0000-\u001f\u007f]/g,
    (character) => `~${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`,
  );
}
