import { segmentsOf } from '../paths.ts';
import { PlaceTable } from './place-table.ts';

/** Folders of operating systems, lower case. https://refspecs.linuxfoundation.org/fhs.shtml and each system's manual */
const folders = [
  '/etc',
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/boot',
  '/dev',
  '/proc',
  '/sys',
  '/run',
  '/var',
  '/tmp',
  '/root',
  '/snap',
  '/system',
  '/library',
  '/applications',
  '/private',
  '/cores',
  'c:/windows',
  'c:/program files',
  'c:/program files (x86)',
  'c:/programdata',
];

const places = new PlaceTable(folders);
const names: ReadonlySet<string> = new Set(folders.map((folder) => folder.replace(/^\//, '')));

/** What lies in these is somebody's work: sites, sources to build, and what root keeps at home. */
const works = [
  '/root/*',
  '/var/www/*',
  '/usr/local/www/*',
  '/usr/share/nginx/html/*',
  '/usr/src/app',
  '/library/webserver/documents/*',
].map(segmentsOf);

/** Whether a path is a folder of the system, or lies in one. */
export function isSystem(segments: readonly string[]): boolean {
  return places.has(segments) && !works.some((work) => isBelow(segments, work));
}

/** A glob takes all of a folder: it names nobody's work in it. */
function isBelow(segments: readonly string[], work: readonly string[]): boolean {
  return (
    segments.length >= work.length &&
    work.every((wanted, at) =>
      wanted === '*' ? !/^\.?[*?[{]/.test(segments[at] ?? '') : segments[at] === wanted,
    )
  );
}

/** Whether a path is such a folder itself. */
export function isSystemFolder(segments: readonly string[]): boolean {
  return segments.length <= 2 && names.has(segments.join('/'));
}
