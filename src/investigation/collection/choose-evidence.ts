import { join } from 'node:path';
import type { NamedFile, Selection } from '../../evidence/collection/list-sources.ts';
import { folderAt, isFileAt } from '../../evidence/collection/named-places.ts';
import { claudeProjects } from '../../evidence/configuration/claude-state.ts';
import { type ProjectFolder, projectFolders } from '../../evidence/configuration/project-folders.ts';
import type { Evidence } from '../../evidence/configuration/read-text.ts';
import { reachableCredentials } from '../../evidence/exposure/reachable-credentials.ts';
import { hostPath } from '../../evidence/home.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import type { CollectedRepository } from '../../preserve/take-repositories.ts';
import { scanCase } from '../case/scan-case.ts';
import { watchConfiguration } from '../configuration/traced-configuration.ts';
import type { CollectedWork } from '../git/collected-work.ts';
import { readWork } from '../git/examine.ts';
import { chooseRepositories } from './choose-repositories.ts';
import { serverPrograms } from './server-programs.ts';

/** What a home has that is evidence: where to look for files, and what to make of its repositories. */
export interface ChosenEvidence {
  readonly selection: Selection;
  readonly repositories: readonly CollectedRepository[];
  /** Folder of the git that reads them. */
  readonly searchPath: string;
  /** Folders that nothing may be written into, absolute on this machine. */
  readonly projects: readonly ProjectFolder[];
}

/** Reads every call once to learn which files, repositories and programs it had to do with. */
export async function chooseEvidence(
  evidence: Evidence,
  invocation: Invocation<'repo' | 'git' | 'since'>,
): Promise<ChosenEvidence> {
  const { options } = invocation;
  const configuration = watchConfiguration(evidence);
  const work = await readWork(invocation, [], [configuration]);
  const traced = configuration.result();
  const folders = work.sessions.flatMap(({ directories }) => directories);
  const configured = claudeProjects(traced.reader).map(({ folder }) => folder);
  const projects = projectFolders(
    { recorded: new Set([...folders, ...configured]), given: options.repo },
    evidence,
  );
  const { searchPath, repositories, stores, files } = await chooseRepositories(work, evidence, invocation);
  const programs = serverPrograms(traced, options.repo);
  const credentials = reachableCredentials(evidence, projects);
  const { since } = options;
  return {
    projects,
    repositories,
    searchPath,
    selection: {
      evidence,
      projects,
      stores,
      credentials: new Map(credentials.map((credential) => [credential.file, credential])),
      named: [
        ...files,
        ...touchedFiles(work, evidence),
        ...programs.copied,
        ...(await placesOf(projects, evidence, invocation.progress)),
      ],
      recorded: [...programs.recorded, ...folders.flatMap((folder) => folderAt(evidence, folder))],
      ...(since && { since }),
    },
  };
}

/** Of the files that calls changed or removed, those that are there. */
function touchedFiles(work: CollectedWork, evidence: Evidence): NamedFile[] {
  return work.files
    .records()
    .map(({ path }) => path)
    .filter((path) => isFileAt(evidence, path))
    .map((path) => ({ file: hostPath(evidence.home, path), area: 'work' }));
}

/** Files in which prompts are switched off, or that speak of it. */
async function placesOf(
  projects: readonly ProjectFolder[],
  { home }: Evidence,
  progress: Invocation['progress'],
): Promise<NamedFile[]> {
  const { occurrences } = await scanCase(projects, {
    home,
    options: { mentions: true, agents: 'all' },
    progress,
  });
  const paths = [...new Set(occurrences.map(({ path }) => path))];
  return paths.map((path) => ({
    file: path.startsWith('~/') ? join(home.directory, path.slice(2)) : hostPath(home, path),
    area: 'places',
  }));
}
