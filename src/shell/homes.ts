import { isWithin, segmentsOf } from './paths.ts';

/**
 * Where systems keep the homes of their users, lower case; `*` is any name, `?` a drive's letter.
 * https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch03s08.html and the systems' own manuals
 */
const layouts = [
  '/home/*',
  '/root',
  '/var/home/*',
  '/usr/home/*',
  '/export/home/*',
  '/users/*',
  '/var/root',
  '/private/var/root',
  '/?:/users/*',
].map(segmentsOf);

/** The same homes as another system sees them: WSL, the data volume of macOS, a disk that is attached. */
const layoutsElsewhere = ['/mnt/?/users/*', '/system/volumes/data/users/*', '/volumes/*/users/*'].map(
  segmentsOf,
);

const allLayouts = [...layouts, ...layoutsElsewhere];

/** The home in which a folder lies, by the layouts of Linux, macOS and Windows; as the folder writes it. */
export function homeOf(folder: string): string | undefined {
  const segments = segmentsOf(folder);
  const layout = layouts.find((one) => one.length <= segments.length && beginsAlike(one, segments));
  return layout && new RegExp(`^(?:[\\\\/]*[^\\\\/]+){${layout.length}}`).exec(folder)?.[0];
}

/** Whether a folder is anybody's home. @param segments as `segmentsOf` gives them */
export function isHome(segments: readonly string[]): boolean {
  return allLayouts.some((layout) => layout.length === segments.length && beginsAlike(layout, segments));
}

/** Whether a folder is anybody's home, or holds homes. @param segments as `segmentsOf` gives them */
export function isHomeOrAbove(segments: readonly string[]): boolean {
  return allLayouts.some((layout) => layout.length >= segments.length && beginsAlike(layout, segments));
}

function beginsAlike(layout: readonly string[], segments: readonly string[]): boolean {
  return layout
    .slice(0, segments.length)
    .every((wanted, index) => wanted === '*' || fits(segments[index] ?? '', wanted));
}

/** `?` stands for one letter. */
function fits(segment: string, wanted: string): boolean {
  if (!wanted.startsWith('?')) return segment === wanted;
  return segment.length === wanted.length && /^[a-z]/.test(segment) && segment.slice(1) === wanted.slice(1);
}

/**
 * What follows the home in which a path lies, whoever's it is.
 * @param home of the user; both as `segmentsOf` gives them
 */
export function belowAnyHome(
  segments: readonly string[],
  home: readonly string[],
): readonly string[] | undefined {
  if (home.length > 0 && isWithin(segments, home)) return segments.slice(home.length);
  const at = segments.findIndex((_, index) => isHome(segments.slice(0, index + 1)));
  return at === -1 ? undefined : segments.slice(at + 1);
}
