import type { PathContext } from './path-context.ts';
import { segmentsOf } from './paths.ts';
import { zoneOf } from './zone.ts';
import { recordsPlaceOf } from './zones/agent-records.ts';
import { deletedPlace, isRegenerable } from './zones/regenerable.ts';

export interface Move {
  /** Absolute. */
  readonly path: string;
  /** Where it goes: an absolute path, or `trash`. */
  readonly to: string;
}

/** Folders whose contents are waiting to be deleted, and the device that keeps nothing. */
const bin = /[\\/](?:\.Trash(?:es)?|\.local[\\/]share[\\/]Trash|\$Recycle\.Bin)(?:[\\/]|$)|^\/dev\/null$/i;

/** Whether something is lost in time by a move: it goes where nothing lasts, or it is the records of sessions. */
export function losesByMoving({ path, to }: Move, context: PathContext): boolean {
  const segments = segmentsOf(path);
  const home = segmentsOf(context.home);
  const zone = zoneOf(path, context);
  if (zone === 'temporary' || isRegenerable(deletedPlace(path, zone, context))) return false;
  if (to === 'trash' || bin.test(to) || zoneOf(`${to}/${segments.at(-1)}`, context) === 'temporary')
    return true;
  return recordsPlaceOf(segments, home) !== undefined && recordsPlaceOf(segmentsOf(to), home) !== 'within';
}
