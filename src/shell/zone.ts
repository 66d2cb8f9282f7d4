import type { Zone } from './effect.ts';
import type { PathContext } from './path-context.ts';
import { isAbsolute, isWithin, resolvePath, segmentsOf, withHome } from './paths.ts';
import { isInProject } from './project.ts';
import { Remembered } from './remembered.ts';
import { isAgentConfiguration } from './zones/agent-configuration.ts';
import { isPathBinary } from './zones/binaries.ts';
import { isCredential } from './zones/credentials.ts';
import { isPersistence } from './zones/persistence.ts';
import { PlaceTable } from './zones/place-table.ts';
import { isSystem } from './zones/system.ts';

const temporary = new PlaceTable([
  '/tmp/*',
  '/var/tmp/*',
  '/private/tmp/*',
  '/private/var/tmp/*',
  '/var/folders/*',
  '/private/var/folders/*',
  '/dev/shm/*',
  'appdata/local/temp',
  'c:/windows/temp',
  'c:/temp',
]);

/** Places that are told by their own name, before it matters in whose folder they lie. */
const named: readonly (readonly [Zone, (segments: readonly string[]) => boolean])[] = [
  ['persistence', isPersistence],
  ['credentials', isCredential],
  ['agent-config', isAgentConfiguration],
  ['path-binaries', isPathBinary],
];

/**
 * Where a path lies.
 * @param path absolute, or relative to the context's working folder; may end in a glob
 */
export function zoneOf(path: string, context: PathContext): Zone {
  const place = places.of(resolvePath(withHome(path, context.home), context.cwd));
  return place.named ?? zoneByFolder(place, context);
}

function zoneByFolder({ segments, isTemporary, ofSystem }: Place, context: PathContext): Zone {
  if (isInProject(segments, context)) return 'repository';
  const home = homes.of(context.home);
  // A home may itself lie among scratch files, as that of an image which was unpacked there.
  if (home.length > 1 && isTemporary && temporary.has(home) && isWithin(segments, home)) return 'home';
  if (isTemporary) return 'temporary';
  if (home.length > 0 && isWithin(segments, home)) return 'home';
  return ofSystem ? 'system' : 'outside';
}

/** What a path says of itself, whoever's home and repository it lies in. */
interface Place {
  readonly segments: readonly string[];
  readonly named: Zone | undefined;
  readonly isTemporary: boolean;
  readonly ofSystem: boolean;
}

/** By absolute path. */
const places = new Remembered((path): Place => {
  const segments = segmentsOf(path);
  return {
    segments,
    named: named.find(([, holds]) => holds(segments))?.[0],
    isTemporary: temporary.has(segments),
    ofSystem: isWholeTree(segments) || isSystem(segments),
  };
});

/** Whether it is a folder of scratch files itself: `/tmp`. @param path absolute */
export function holdsTemporary(path: string): boolean {
  const { segments, isTemporary } = places.of(path);
  return !isTemporary && temporary.has([...segments, 'any']);
}

const homes = new Remembered(segmentsOf, 64);

/** `/`, `/*`, `/home`, `C:`, `/**` and a name: so high up that it holds the system or every user. */
function isWholeTree(given: readonly string[]): boolean {
  const below = given.indexOf('**');
  const segments = below === -1 ? given : given.slice(0, below);
  const [first = ''] = segments;
  if (segments.length === 0) return true;
  return segments.length === 1 && (/[*?[]|^(?:home|users|[a-z]:)$/.test(first) || first === 'tmp');
}

/**
 * Whether a path lies outside of the session's project.
 * @returns undefined where the path could not be resolved
 */
export function isOutside(path: string, context: PathContext): boolean | undefined {
  if (!isAbsolute(path)) return undefined;
  return !isInProject(places.of(path).segments, context);
}
