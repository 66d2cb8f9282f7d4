import { dirname, relative, sep } from 'node:path';
import { statOf } from '../../evidence/configuration/stat-of.ts';
import { folderOfGit, type GitSearch } from '../../evidence/git/find-git.ts';
import { openPast, type RepositoryPast } from '../../evidence/git/repository-past.ts';
import type { Home } from '../../evidence/home.ts';
import { repositoryAround } from '../../evidence/scan-roots.ts';
import type { FlagOccurrence, Standing } from '../flag-occurrence.ts';

/** Where a git may be looked for, and what the evidence is. */
export interface AgeSearch {
  readonly git: Pick<GitSearch, 'searchPath' | 'given'>;
  readonly home: Home;
}

const repositoriesAtMost = 50;

/**
 * Adds to each place since when it stands: by the history of the repository that holds its file, else by the time of
 * the file. A history that cannot be read hides no place, and is no gap.
 * @param files where the files of the places lie, absolute, by their paths
 */
export async function withAges(
  occurrences: readonly FlagOccurrence[],
  files: ReadonlyMap<string, string>,
  search: AgeSearch,
): Promise<FlagOccurrence[]> {
  const asked = occurrences.filter(({ at, dependency, kind }) => !at && !dependency && kind !== 'mention');
  const byCommit = await agesByCommit(groupedByFile(asked, files), search);
  return occurrences.map((place) => {
    const standing = typedAt(place) ?? byCommit.get(place) ?? writtenAt(files.get(place.path));
    return standing ? { ...place, ...standing } : place;
  });
}

function typedAt({ at }: FlagOccurrence): Standing | undefined {
  return at === undefined ? undefined : { since: at, sinceSource: 'history' };
}

function writtenAt(file: string | undefined): Standing | undefined {
  const stat = file === undefined ? undefined : statOf(file);
  return stat && { since: stat.mtime.toISOString(), sinceSource: 'file-time' };
}

function groupedByFile(
  places: readonly FlagOccurrence[],
  files: ReadonlyMap<string, string>,
): Map<string, FlagOccurrence[]> {
  const byFile = new Map<string, FlagOccurrence[]>();
  for (const place of places) {
    const file = files.get(place.path);
    if (file !== undefined) byFile.set(file, [...(byFile.get(file) ?? []), place]);
  }
  return byFile;
}

type PlacesByFile = ReadonlyMap<string, readonly FlagOccurrence[]>;

async function agesByCommit(
  byFile: PlacesByFile,
  { git, home }: AgeSearch,
): Promise<ReadonlyMap<FlagOccurrence, Standing>> {
  const repositories = groupedByRepository(byFile);
  const folders = [...repositories.keys(), ...(home.root === undefined ? [] : [home.root])];
  const searchPath = repositories.size === 0 ? '' : trustedGit({ ...git, folders });
  const found = new Map<FlagOccurrence, Standing>();
  if (searchPath === '') return found;
  for (const [folder, files] of [...repositories].slice(0, repositoriesAtMost)) {
    const past = await openPast({ folder, searchPath }, { home, reportGap: () => undefined });
    if (!past) continue;
    for (const [place, standing] of await agesIn(past, folder, files)) found.set(place, standing);
    past.close();
  }
  return found;
}

function groupedByRepository(byFile: PlacesByFile): Map<string, Map<string, readonly FlagOccurrence[]>> {
  const repositories = new Map<string, Map<string, readonly FlagOccurrence[]>>();
  for (const [file, places] of byFile) {
    const { folder } = repositoryAround(dirname(file));
    if (statOf(`${folder}/.git`) === undefined) continue;
    const files = repositories.get(folder) ?? new Map<string, readonly FlagOccurrence[]>();
    repositories.set(folder, files.set(file, places));
  }
  return repositories;
}

/** Empty where there is none that may be run. */
function trustedGit(search: GitSearch): string {
  try {
    return folderOfGit(search);
  } catch {
    return '';
  }
}

async function agesIn(
  past: RepositoryPast,
  folder: string,
  files: PlacesByFile,
): Promise<readonly [FlagOccurrence, Standing][]> {
  const { ageOfPlaces } = await import('./place-age.ts');
  const inside = (file: string) => relative(folder, file).split(sep).join('/');
  const versions = await past.versionsOf([...files.keys()].map(inside));
  return [...files].flatMap(([file, places]) => {
    const own = versions.get(inside(file));
    return own ? [...ageOfPlaces({ places, fullPath: file, past: own })] : [];
  });
}
