import type { Zone } from './effect.ts';
import type { PathContext } from './path-context.ts';
import { isWithin, resolvePath, segmentsOf, withHome } from './paths.ts';
import { Remembered } from './remembered.ts';
import { isAgentConfiguration } from './zones/agent-configuration.ts';
import { isPathBinary } from './zones/binaries.ts';
import { isCredential } from './zones/credentials.ts';
import { isPersistence } from './zones/persistence.ts';
import { PlaceTable } from './zones/place-table.ts';

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

const system = new PlaceTable([
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

function zoneByFolder({ segments, isTemporary, isSystem }: Place, context: PathContext): Zone {
  const home = folders.of(context.home);
  const repository = folders.of(context.repository);
  const isProject = repository.length > 0 && !isWithin(home, repository);
  if (isProject && isWithin(segments, repository)) return 'repository';
  if (isTemporary) return 'temporary';
  if (home.length > 0 && isWithin(segments, home)) return 'home';
  return isSystem ? 'system' : 'outside';
}

/** What a path says of itself, whoever's home and repository it lies in. */
interface Place {
  readonly segments: readonly string[];
  readonly named: Zone | undefined;
  readonly isTemporary: boolean;
  readonly isSystem: boolean;
}

/** By absolute path. */
const places = new Remembered((path): Place => {
  const segments = segmentsOf(path);
  return {
    segments,
    named: named.find(([, holds]) => holds(segments))?.[0],
    isTemporary: temporary.has(segments),
    isSystem: isWholeTree(segments) || system.has(segments),
  };
});

/** Of the few homes and repositories in which everything happens. */
const folders = new Remembered(segmentsOf, 64);

/** `/`, `/*`, `/home`, `C:`: so high up that it holds the system or every user. */
function isWholeTree(segments: readonly string[]): boolean {
  const [first = ''] = segments;
  if (segments.length === 0) return true;
  return segments.length === 1 && (/[*?[]|^(?:home|users|[a-z]:)$/.test(first) || first === 'tmp');
}
