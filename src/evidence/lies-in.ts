import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path lies in a folder or is it; both absolute, on this machine. Links are not followed. */
export function liesIn(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}
