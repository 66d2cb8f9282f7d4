import { lstatSync, readlinkSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep, win32 } from 'node:path';
import { type Home, hostPath, territoryOf } from '../home.ts';
import { liesIn } from '../lies-in.ts';

const hopsAtMost = 40;

/**
 * Where a path ends when its links are followed. `outside`: a link leads out of the evidence; `beyond`: the path itself
 * lies there; `loop`: it never ends. `viaLink`: there was a link on the way.
 */
export type Followed =
  | { readonly kind: 'path'; readonly path: string; readonly viaLink: boolean }
  | { readonly kind: 'absent'; readonly viaLink: boolean }
  | { readonly kind: 'outside' | 'beyond' | 'loop' };

/**
 * Follows the links of a path without ever leaving the folders of the evidence. An absolute link means the root of the
 * image, or the folders that were copied, not this machine's; that is why the system's own resolution cannot serve.
 * @param path absolute, on this machine
 * @throws where a folder on the way may not be entered
 */
export function followLinks(path: string, home: Home): Followed {
  const start = folderOf(path, home);
  if (start === undefined) return { kind: 'beyond' };
  let current = start;
  let pending = namesBelow(start, path);
  for (let hops = 0; pending.length > 0; ) {
    const [name = '', ...rest] = pending;
    const next = join(current, name);
    const stat = lstatSync(next, { throwIfNoEntry: false });
    if (!stat) return { kind: 'absent', viaLink: hops > 0 };
    if (stat.isSymbolicLink()) {
      hops += 1;
      if (hops > hopsAtMost) return { kind: 'loop' };
      const target = aimOf(readlinkSync(next), { from: current, home });
      const folder = folderOf(target, home);
      if (folder === undefined) return { kind: 'outside' };
      current = folder;
      pending = [...namesBelow(folder, target), ...rest];
    } else {
      current = next;
      pending = rest;
    }
    if (pending.length === 0) return { kind: 'path', path: current, viaLink: hops > 0 };
  }
  return { kind: 'path', path: current, viaLink: false };
}

/** The same, or nothing where a folder on the way may not be entered. */
export function followEnterable(path: string, home: Home): Followed | undefined {
  try {
    return followLinks(path, home);
  } catch {
    return undefined;
  }
}

/** Where the links of a path lead, or nothing where it cannot be told: whoever asks has no gap to report. */
export function whereLinksLead(path: string, home: Home): string | undefined {
  const followed = followEnterable(path, home);
  return followed?.kind === 'path' ? followed.path : undefined;
}

/** Where a link points, on this machine. */
function aimOf(target: string, { from, home }: { readonly from: string; readonly home: Home }): string {
  const isWhole = isAbsolute(target) || win32.isAbsolute(target);
  return isWhole ? hostPath(home, target) : resolve(from, target);
}

/** The innermost folder of the evidence that holds a path. */
function folderOf(path: string, home: Home): string | undefined {
  const holding = territoryOf(home).filter((folder) => liesIn(path, folder));
  return holding.sort((a, b) => b.length - a.length)[0];
}

function namesBelow(folder: string, path: string): string[] {
  return relative(folder, path)
    .split(sep)
    .filter((name) => name !== '');
}
