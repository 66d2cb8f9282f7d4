import { homeOf } from '../../shell/homes.ts';

/**
 * One spelling for one file, so that a path in a transcript and a path on disk can be compared: `/` as separator, no
 * drive letter, no `/private`, and `~` for the home. A collected home lies elsewhere than its transcripts say; then
 * any home folder counts as it.
 * @param home the home's path as the evidence writes it
 */
export function placeKey(path: string, home: string): string {
  const plain = normal(path);
  const own = normal(home);
  if (plain === own || plain.startsWith(`${own}/`)) return `~${plain.slice(own.length)}`;
  if (homeOf(own) !== undefined) return plain;
  const other = homeOf(plain);
  return other === undefined ? plain : `~${plain.slice(other.length)}`;
}

function normal(path: string): string {
  return path
    .replace(/\\/g, '/')
    .replace(/^[A-Za-z]:(?=\/)/, '')
    .replace(/^\/private(?=\/(?:tmp|var|etc)(?:\/|$))/, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/\.(?=\/|$)/g, '')
    .replace(/(?<=.)\/$/, '');
}
