import { posix, win32 } from 'node:path';
import type { Effect } from '../shell/effect.ts';
import type { PathContext } from '../shell/path-context.ts';
import { isAbsolute, isWindowsPath } from '../shell/paths.ts';
import { isOutside, zoneOf } from '../shell/zone.ts';
import { deletedPlace, isRegenerable } from '../shell/zones/regenerable.ts';

/**
 * Where the target of an effect lies, seen from the project, whatever its zone: a credential is one in the project and
 * elsewhere. `cache` is what tools make again by themselves, `unknown` a path that only the run can tell, `no-path`
 * a process, a container, a database, a host.
 */
export const places = ['project', 'temporary', 'cache', 'elsewhere', 'unknown', 'no-path'] as const;
export type Place = (typeof places)[number];

export function placeOf({ target }: Effect, context: PathContext): Place {
  if (!isAbsolute(target)) return /^[$`%!]/.test(target) ? 'unknown' : 'no-path';
  if (isOutside(target, context) !== true) return 'project';
  if (isTemporary(target, context)) return 'temporary';
  const zone = zoneOf(target, context);
  return isRegenerable(deletedPlace(target, zone, context)) ? 'cache' : 'elsewhere';
}

/** Some places in temporary folders have a zone of their own by their name: `/tmp/test.env`. */
function isTemporary(target: string, context: PathContext): boolean {
  const { dirname, join } = isWindowsPath(target) ? win32 : posix;
  for (let at = target, above = dirname(at); above !== at; at = above, above = dirname(at)) {
    if (zoneOf(join(above, 'file'), context) === 'temporary') return true;
  }
  return false;
}
