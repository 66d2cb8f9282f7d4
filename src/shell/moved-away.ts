import type { PathContext } from './path-context.ts';
import { folderOf, segmentsOf } from './paths.ts';
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

/** Settings of the system that a machine does without until they come back; without these nobody logs in, or it does not start. */
const settingsFolder = /^(?:\/private)?(?:\/usr\/local|\/opt\/homebrew)?\/etc\/./;
const essential =
  /\/etc\/(?:passwd|shadow|group|gshadow|sudoers(?:\.d)?|fstab|crypttab|pam\.d|pam\.conf|nsswitch\.conf|ld\.so\.\w+|inittab|systemd|init\.d|ssh)(?:\/[^/]*)?$/;
/** What people put behind a name to keep a file and take it out of use: `.bak`, `.old`, `.before-2026-11-20`, `~`. */
const aside = /^[._~-][\w.+~-]*$/;

/** Whether a setting of the system is kept beside itself under a name that tells so: `mv net.conf net.conf.bak`. */
export function isSetAside(path: string, to: string): boolean {
  const name = nameOf(path);
  if (!settingsFolder.test(path) || essential.test(path) || folderOf(path) !== folderOf(to)) return false;
  const other = nameOf(to);
  return other !== name && other.startsWith(name) && aside.test(other.slice(name.length));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

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
