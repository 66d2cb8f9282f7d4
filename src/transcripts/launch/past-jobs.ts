import type { GitSearch } from '../../evidence/git/find-git.ts';
import type { PastTree, RepositoryPast } from '../../evidence/git/repository-past.ts';
import type { Home } from '../../evidence/home.ts';
import { repositoryAround } from '../../evidence/scan-roots.ts';
import type { FlagOccurrence } from '../../scan/flag-occurrence.ts';
import type { SessionSummary } from '../session-summary.ts';
import { jobPlaces, runnerOf } from './ci-runner.ts';
import { isProjectOf, type LaunchPlaces, type ProjectPlaces } from './launch-of.ts';

/** Where histories lie, and with which git they are read; none is where no git may be looked for. */
interface HistorySearch {
  readonly home: Home;
  readonly git?: Pick<GitSearch, 'searchPath' | 'given'>;
}

/** Jobs as they stood on another day. */
export interface PastJobs {
  /** The places that may have started a session, those of its jobs as they stood when it began. */
  placesOn(session: SessionSummary, places: LaunchPlaces): Promise<LaunchPlaces>;
  /** Removes what was made to read the histories. */
  close(): void;
}

/** Histories are opened only for sessions of CI runners, each once. */
export function pastJobs(search: HistorySearch): PastJobs {
  const opened = new Map<string, RepositoryPast | undefined>();
  const pastOf = async (folder: string) => {
    if (!opened.has(folder)) opened.set(folder, await open(folder, search));
    return opened.get(folder);
  };
  return {
    async placesOn(session, places) {
      const runner = session.cwds.map(runnerOf).find((found) => found !== undefined);
      const { startedAt } = session;
      if (!runner || startedAt === undefined) return places;
      const projects: ProjectPlaces[] = [];
      for (const project of places.projects) {
        const { folder, prefix } = repositoryAround(project.path);
        const past = isProjectOf(session, runner, project) ? await pastOf(folder) : undefined;
        const wanted = jobPlaces.map((place) => prefix + place);
        projects.push(
          past ? await onThatDay(project, await past.filesAt(startedAt, wanted), prefix) : project,
        );
      }
      return { ...places, projects };
    },
    close() {
      for (const past of opened.values()) past?.close();
    },
  };
}

/** A git that may not be run leaves the jobs as they stand. */
async function open(folder: string, { home, git }: HistorySearch): Promise<RepositoryPast | undefined> {
  if (!git) return undefined;
  const { folderOfGit } = await import('../../evidence/git/find-git.ts');
  const { openPast } = await import('../../evidence/git/repository-past.ts');
  try {
    const folders = [folder, ...(home.root === undefined ? [] : [home.root])];
    const searchPath = folderOfGit({ ...git, home: home.directory, folders });
    return searchPath === ''
      ? undefined
      : await openPast({ folder, searchPath }, { home, reportGap: () => undefined });
  } catch {
    return undefined;
  }
}

async function onThatDay(
  project: ProjectPlaces,
  tree: PastTree | undefined,
  prefix: string,
): Promise<ProjectPlaces> {
  if (!tree) return { ...project, isOfLaterDay: true };
  const { PlaceCollection } = await import('../../scan/search/place-collection.ts');
  const { agentStarts } = await import('../../scan/agent-starts.ts');
  const places = new PlaceCollection({ agents: 'claude' });
  const starts: Record<string, number> = {};
  for (const { path, text } of tree.files) {
    const inside = path.slice(prefix.length);
    const shown = `${project.folder}/${inside}`;
    await places.scan({ path: shown, fullPath: shown, text, evidencePath: shown });
    const place = jobPlaces.find((one) => isAt(inside, one)) ?? '';
    starts[place] = (starts[place] ?? 0) + agentStarts(text);
  }
  const others = project.occurrences.filter((occurrence) => !isOfJobs(occurrence, project.folder));
  const { occurrences } = places.document();
  return { ...project, occurrences: [...others, ...occurrences], starts, commit: tree.commit };
}

function isOfJobs({ path }: FlagOccurrence, folder: string): boolean {
  return jobPlaces.some((place) => isAt(path, `${folder}/${place}`));
}

function isAt(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
