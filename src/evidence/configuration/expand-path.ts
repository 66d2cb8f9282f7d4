import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home.ts';
import { followEnterable } from './follow-links.ts';
import { statOf } from './stat-of.ts';

const namesAtMost = 5000;

/**
 * The existing files of a pattern in which `*` stands for any one name; sorted. A link counts as existing: whether it
 * may be followed is decided when it is read. No folder is listed to which a link leads out of the evidence.
 * @param folder absolute, on this machine
 */
export function expandPath(folder: string, pattern: string, home: Home): readonly string[] {
  let found = [folder];
  for (const [literal, wild] of segments(pattern)) {
    found = found.map((base) => join(base, literal));
    if (wild !== undefined) found = found.flatMap((base) => matching(base, wild, home));
  }
  return found.filter((path) => statOf(path));
}

/** Runs of literal names, each with the wild name that follows it, so that few folders are asked. */
function segments(pattern: string): readonly (readonly [string, string | undefined])[] {
  const parts: [string, string | undefined][] = [];
  let literal: string[] = [];
  for (const name of pattern.split('/')) {
    if (!name.includes('*')) {
      literal.push(name);
      continue;
    }
    parts.push([literal.join('/'), name]);
    literal = [];
  }
  return literal.length > 0 ? [...parts, [literal.join('/'), undefined]] : parts;
}

function matching(folder: string, wild: string, home: Home): readonly string[] {
  const [start = '', end = ''] = wild.split('*');
  return listFolder(folder, home)
    .filter((name) => name.length >= wild.length - 1 && name.startsWith(start) && name.endsWith(end))
    .sort()
    .slice(0, namesAtMost)
    .map((name) => join(folder, name));
}

/** The names in a folder; none where there is no folder, nobody may look, or a link to it leads out of the evidence. */
export function listFolder(folder: string, home: Home): readonly string[] {
  const followed = followEnterable(folder, home);
  // Whether a place that lies elsewhere itself may be looked at was decided by whoever named it.
  const path = followed?.kind === 'beyond' ? folder : followed?.kind === 'path' ? followed.path : undefined;
  if (path === undefined) return [];
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
