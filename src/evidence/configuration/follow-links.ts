import { lstatSync, readlinkSync } from 'node:fs';
import { isAbsolute, join, parse, relative, resolve, sep } from 'node:path';

const hopsAtMost = 40;

/** Where a path ends when its links are followed. `outside`: a link leads out of the boundary; `loop`: it never ends. */
export type Followed =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'outside' | 'loop'; readonly link: string };

/**
 * Follows the links of a path without ever leaving the boundary. In a mounted image an absolute link means the
 * image's own root, not this machine's; that is why the system's own resolution cannot serve.
 * @param path absolute, on this machine
 * @param boundary folder that holds the evidence; absolute links are taken below it
 */
export function followLinks(path: string, boundary: string): Followed {
  let pending = relative(boundary, path).split(sep);
  if (!isInside(boundary, path)) return { kind: 'outside', link: path };
  let current = boundary;
  for (let hops = 0; pending.length > 0; ) {
    const [name = '', ...rest] = pending;
    const next = resolve(current, name);
    if (!isInside(boundary, next)) return { kind: 'outside', link: next };
    const stat = lstatSync(next, { throwIfNoEntry: false });
    if (!stat) return { kind: 'absent' };
    if (!stat.isSymbolicLink()) {
      current = next;
      pending = rest;
      continue;
    }
    hops += 1;
    if (hops > hopsAtMost) return { kind: 'loop', link: path };
    const target = readlinkSync(next);
    if (isAbsolute(target)) current = boundary;
    pending = [...withoutRoot(target), ...rest];
  }
  return { kind: 'path', path: current };
}

function isInside(boundary: string, path: string): boolean {
  const inside = relative(boundary, path);
  return inside === '' || !(inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside));
}

function withoutRoot(target: string): string[] {
  return join(target)
    .slice(parse(target).root.length)
    .split(sep)
    .filter((name) => name !== '');
}
