import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';

/**
 * Files of an object folder that a bundle of all its objects can stand for.
 * https://git-scm.com/docs/gitrepository-layout
 */
const forms = [
  /^[0-9a-f]{2}\/(?:[0-9a-f]{38}|[0-9a-f]{62})$/,
  /^pack\/pack-[0-9a-f]+\.(?:pack|idx|rev|bitmap)$/,
  /^pack\/multi-pack-index(?:-[0-9a-f]+\.(?:rev|bitmap))?$/,
  /^pack\/multi-pack-index\.d\//,
  /^info\/commit-graph/,
];

/**
 * Whether a bundle holds what a file holds. The index of a pack with time stamps stays a file: it says to which objects
 * they belong. https://git-scm.com/docs/cruft-packs
 * @param store the object folder, absolute on this machine
 */
export function isBundledFile(store: string, file: string): boolean {
  const inside = relative(store, file).split(sep).join('/');
  if (!forms.some((form) => form.test(inside))) return false;
  return !file.endsWith('.idx') || !existsSync(`${file.slice(0, -'.idx'.length)}.mtimes`);
}
