import { claudeProjects } from '../evidence/configuration/claude-state.ts';
import { configurationReader } from '../evidence/configuration/configuration-reader.ts';
import { userHomes } from '../evidence/configuration/user-homes.ts';
import { type Home, hostPath, isAtHand } from '../evidence/home.ts';
import { workingFolderOf } from '../evidence/working-folder.ts';
import type { TranscriptFile } from './transcript-file.ts';

export interface WorkSearch {
  readonly home: Home;
  /** The home is the one that this machine runs with. */
  readonly isLive: boolean;
  /** Tell where sessions worked. */
  readonly transcripts: readonly TranscriptFile[];
}

/** The homes, the folders in which sessions worked, and the temporary folders of runners; absolute on this machine. */
export function workFolders({ home, isLive, transcripts }: WorkSearch): string[] {
  const reader = configurationReader({ home, isLive, reportGap: () => undefined });
  const worked = [...claudeProjects(reader).map(({ folder }) => folder), ...firstFolders(transcripts)];
  const recorded = [...new Set([...worked, ...worked.flatMap(temporaryOf)])];
  const atHand = recorded.filter((folder) => isAtHand(home, folder));
  return [...userHomes(home), ...atHand.map((folder) => hostPath(home, folder))];
}

/** One folder of each project: where its first transcript began. */
function firstFolders(transcripts: readonly TranscriptFile[]): string[] {
  const first = new Map(transcripts.map(({ path, project }) => [project, path] as const).reverse());
  return [...first.values()].flatMap((path) => workingFolderOf(path) ?? []);
}

/** `RUNNER_TEMP` of the job that worked in a folder. https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
function temporaryOf(folder: string): string[] {
  const work = /^(.{0,400}[\\/]_?work)[\\/][^\\/]+[\\/]/.exec(folder)?.[1];
  return work === undefined ? [] : [`${work}/_temp`];
}
