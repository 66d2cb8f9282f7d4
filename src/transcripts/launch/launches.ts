import { basename } from 'node:path';
import { claudeProjects } from '../../evidence/configuration/claude-state.ts';
import { configurationReader } from '../../evidence/configuration/configuration-reader.ts';
import { type ProjectFolder, projectFolders } from '../../evidence/configuration/project-folders.ts';
import { userHomes } from '../../evidence/configuration/user-homes.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { GitSearch } from '../../evidence/git/find-git.ts';
import { type Home, recordedPathOf } from '../../evidence/home.ts';
import { jobFiles, originName } from '../../evidence/launch/job-files.ts';
import {
  homeLaunchRoots,
  machineLaunchRoots,
  projectLaunchRoots,
} from '../../evidence/launch/launch-roots.ts';
import type { ScanRoot } from '../../evidence/scan-roots.ts';
import type { FlagOccurrence } from '../../scan/flag-occurrence.ts';
import type { SessionSummary } from '../session-summary.ts';
import { jobPlaces, runnerOf } from './ci-runner.ts';
import { type Launch, type LaunchPlaces, launchOf, type ProjectPlaces } from './launch-of.ts';
import { pastJobs } from './past-jobs.ts';

/** Where the evidence lies, and what it may be looked for in besides. */
export interface LaunchSearch {
  readonly home: Home;
  /** The home is the one that this machine runs with. */
  readonly isLive: boolean;
  /** Repositories that the user names; absolute on this machine. */
  readonly repositories: readonly string[];
  /** Where a git may be looked for, to judge a job by its files of that day; without it they count as they stand. */
  readonly git?: Pick<GitSearch, 'searchPath' | 'given'>;
}

export interface FoundLaunches {
  /** By the id of the session. */
  readonly launches: ReadonlyMap<string, Launch>;
  readonly gaps: readonly Gap[];
}

const foldersAtMost = 500;

/**
 * How sessions whose mode no record tells may have been started: from the profiles, histories and settings of the
 * home, and from the settings, CI jobs and scripts of the projects in which they worked.
 */
export async function findLaunches(
  sessions: readonly SessionSummary[],
  search: LaunchSearch,
): Promise<FoundLaunches> {
  const asked = sessions.filter(({ callsByMode }) => (callsByMode['unknown'] ?? 0) > 0);
  if (asked.length === 0) return { launches: new Map(), gaps: [] };
  const { home } = search;
  const gaps: Gap[] = [];
  const scan = scanner(gaps);
  const machine = await scan(machineLaunchRoots(home, search.isLive));
  const projects: ProjectPlaces[] = [];
  // The repository of a runner's job may lie where another session worked.
  const onRunner = asked.some(({ cwds }) => cwds.some((folder) => runnerOf(folder) !== undefined));
  for (const folder of projectsOf(onRunner ? sessions : asked, search)) {
    projects.push(await placesOf(folder, scan));
  }
  const past = pastJobs(search);
  const launches = new Map<string, Launch>();
  for (const userHome of userHomes(home)) {
    const own = asked.filter((session) => isIn(session, recordedPathOf(home, userHome), home));
    if (own.length === 0) continue;
    const places: LaunchPlaces = {
      home: [...machine, ...(await scan(homeLaunchRoots(home, userHome)))],
      projects,
    };
    for (const session of own) {
      const launch = launchOf(session, await past.placesOn(session, places));
      if (launch) launches.set(session.sessionId, launch);
    }
  }
  past.close();
  return { launches, gaps };
}

type Scan = (roots: readonly ScanRoot[]) => Promise<readonly FlagOccurrence[]>;

/** The scanner is loaded only where some mode is not recorded. */
function scanner(gaps: Gap[]): Scan {
  return async (roots) => {
    if (roots.length === 0) return [];
    const { scanRoots } = await import('../../scan/search/scan-roots.ts');
    const found = await scanRoots(roots, { options: { agents: 'claude' }, progress: () => undefined });
    gaps.push(...found.gaps);
    return found.occurrences;
  };
}

/** Folders that are not among the evidence tell nothing; the mode stays unknown. */
function projectsOf(
  sessions: readonly SessionSummary[],
  { home, isLive, repositories }: LaunchSearch,
): readonly ProjectFolder[] {
  const evidence = { home, isLive, reportGap: () => undefined };
  const known = claudeProjects(configurationReader(evidence)).map(({ folder }) => folder);
  const recorded = new Set([...sessions.flatMap(({ cwds }) => cwds), ...known]);
  const homes = userHomes(home);
  return projectFolders({ recorded, given: repositories }, evidence)
    .filter(({ path }) => !homes.includes(path))
    .slice(0, foldersAtMost);
}

async function placesOf(folder: ProjectFolder, scan: Scan): Promise<ProjectPlaces> {
  const { agentStarts } = await import('../../scan/agent-starts.ts');
  const startsIn = (place: string): number =>
    jobFiles(folder, place).reduce((sum, { text }) => sum + agentStarts(text), 0);
  const origin = originName(folder);
  return {
    folder: folder.recorded,
    path: folder.path,
    names: [basename(folder.recorded), ...(origin === undefined ? [] : [origin])],
    occurrences: await scan(projectLaunchRoots(folder)),
    starts: Object.fromEntries(jobPlaces.map((place) => [place, startsIn(place)])),
  };
}

/** The transcript lies in this user's home, or in none and the home is the only one. */
function isIn({ evidence: { path } }: SessionSummary, userHome: string, home: Home): boolean {
  if (userHome === home.recordedPath) return true;
  return `/${path}`.startsWith(`${userHome}/`);
}
