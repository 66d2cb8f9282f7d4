import { join, relative, sep } from 'node:path';
import { otherAgents } from '../../agents/index.ts';
import { type FoundStore, foundStores } from '../agents/found-stores.ts';
import { filesBesideStores } from '../agents/store-scope.ts';
import { furtherAgentFolders } from '../configuration/agent-folders.ts';
import { locateFiles } from '../configuration/locate-files.ts';
import { locateServerFiles } from '../configuration/locate-servers.ts';
import type { ProjectFolder } from '../configuration/project-folders.ts';
import { type Home, hostPath } from '../home.ts';
import { surfaces } from '../posture/read-surfaces.ts';
import { type Area, homePlaces, projectPlaces, systemPlaces } from './collection-places.ts';
import type { Point, Source } from './source.ts';
import { joinRecorded, type Walk, walkSources } from './walk-sources.ts';

export interface Selection extends Walk {
  /** Where sessions worked, up to the root of the repository. */
  readonly projects: readonly ProjectFolder[];
  /** What one has to know the calls for: absolute on this machine; of a folder everything below it. */
  readonly named: readonly NamedFile[];
  /** Already looked at, and only recorded. */
  readonly recorded: readonly Source[];
}

/** A file or folder that the calls, the repositories or the configurations of a home name. */
export interface NamedFile {
  readonly file: string;
  readonly area: Area;
}

/** Every file that a collection copies or records, each once, in a fixed order. */
export function* listSources(selection: Selection): Generator<Source> {
  const seen = new Set<string>();
  for (const source of everySource(selection)) {
    if (seen.has(source.recordedPath)) continue;
    seen.add(source.recordedPath);
    yield source;
  }
}

function* everySource(selection: Selection): Generator<Source> {
  for (const point of startingPoints(selection)) yield* walkSources(point, selection);
  yield* selection.recorded;
}

function startingPoints({ evidence, projects, named, credentials }: Selection): Point[] {
  const { home, isLive } = evidence;
  const worked = projects.map(({ path }) => path);
  const { profiles, traces } = filesBesideStores(evidence, worked);
  const isMachineAtHand = isLive || home.root !== undefined;
  return [
    ...homePlaces.map(({ path, area }) => pointAt(home, join(home.directory, path), area)),
    ...furtherAgentFolders(evidence).map((folder) => pointAt(home, folder, 'agent')),
    ...(isMachineAtHand ? systemPlaces : []).map(({ path, area }) =>
      pointAt(home, hostPath(home, path), area),
    ),
    ...foundStores(evidence, worked, everyStore).flatMap((store) =>
      filesOf(store).map((path) => pointAt(home, path, 'transcripts')),
    ),
    ...traces.map((path) => pointAt(home, path, 'transcripts')),
    ...profiles.map((path) => pointAt(home, path, 'profiles')),
    ...locateServerFiles(evidence, projects).map(({ path }) => pointAt(home, path, 'configuration')),
    ...projects.flatMap(({ path: folder }) =>
      projectPlaces.map((path) => pointAt(home, join(folder, path), 'repository')),
    ),
    ...[...credentials.keys()].map((path) => pointAt(home, hostPath(home, path), 'credentials')),
    ...named.map(({ file, area }) => pointAt(home, file, area)),
    ...surfaces
      .flatMap(({ places }) => places)
      .flatMap((place) => locateFiles(place, { evidence, projects }))
      .map(({ path }) => pointAt(home, path, 'persistence')),
  ];
}

/** Whoever looks at the copy decides which of them to read. */
const everyStore = otherAgents.flatMap((agent) =>
  agent.stores.map(({ unless: _unless, ...store }) => ({ agent, store })),
);

/** Of a database also what was not yet written back to it. https://www.sqlite.org/wal.html */
function filesOf({ path, store }: FoundStore): string[] {
  return store.session === 'database' ? [path, `${path}-wal`, `${path}-shm`] : [path];
}

function pointAt(home: Home, file: string, area: Area): Point {
  const base = home.root === undefined ? home.directory : home.root;
  const inside = relative(base, file);
  if (inside === '..' || inside.startsWith(`..${sep}`)) return { file, recordedPath: file, area };
  const recordedBase = home.root === undefined ? home.recordedPath : '/';
  return { file, recordedPath: joinRecorded(recordedBase, inside), area };
}
