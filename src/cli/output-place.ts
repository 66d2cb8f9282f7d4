import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TriageError } from '../errors.ts';
import { liesIn } from '../evidence/lies-in.ts';
import { namesIn } from '../evidence/names-in.ts';
import { repositoryAround } from '../evidence/scan-roots.ts';
import type { FoundPlaces } from '../invocation/given-homes.ts';
import type { AnyCommandEntry } from './command-table.ts';
import type { Io } from './io.ts';
import type { GivenOptions } from './program.ts';

/** What a run was asked for, and where the evidence lies. */
interface Asked {
  readonly entry: Pick<AnyCommandEntry, 'homes' | 'toFile'>;
  readonly options: GivenOptions;
  readonly places: FoundPlaces;
  readonly io: Io;
}

/**
 * Before anything is read: whether the result goes to a place of the evidence.
 * @throws {TriageError} where it would
 */
export function requireOutputPlace(asked: Asked): void {
  const target = targetOf(asked);
  if (target === undefined) return;
  const inside = evidenceFolders(asked, target).find((folder) => liesIn(target, folder));
  if (inside === undefined) return;
  throw new TriageError(
    `will not write into the evidence: ${target} lies in ${inside}`,
    'name a file elsewhere with --output, or --output - for standard output',
  );
}

/** The file, or the folder that is to hold it; a case document of before is no evidence that is read. */
function targetOf({ entry, options, io }: Asked): string | undefined {
  const isToFile = entry.toFile !== undefined && options['spool'] === undefined;
  const given = options.output ?? (isToFile ? '.' : '-');
  const isEvidenceRead = entry.homes !== undefined && options.from === undefined;
  return isEvidenceRead && given !== '-' ? resolve(io.cwd, given) : undefined;
}

/**
 * The homes, images and repositories that are read. Of the live home those are the agent's own folder and, for what is
 * written without being asked, the repositories in which sessions worked: the user's other files are no evidence, and
 * a list of accepted places belongs into the repository that it is about.
 */
function evidenceFolders({ entry, options, places, io }: Asked, target: string): readonly string[] {
  const { homes, repositories } = places;
  const folders = homes.flatMap((home) =>
    home === io.homeDirectory ? liveFolders(io, entry.toFile ? target : undefined) : [home],
  );
  return [...folders, ...repositories, ...(options.root ?? [])].filter(
    // The root of a file system holds everything.
    (folder) => dirname(folder) !== folder,
  );
}

/** @param target of a report */
function liveFolders({ env, cwd, homeDirectory }: Io, target: string | undefined): readonly string[] {
  const agentFolder = resolve(cwd, env['CLAUDE_CONFIG_DIR'] || join(homeDirectory, '.claude'));
  const repository = target === undefined ? undefined : workedRepository(target, agentFolder);
  return repository === undefined ? [agentFolder] : [agentFolder, repository];
}

/** The repository around a path, where a session began in it. */
function workedRepository(path: string, agentFolder: string): string | undefined {
  const { folder } = repositoryAround(path);
  if (!existsSync(join(folder, '.git'))) return undefined;
  // Transcripts lie in a folder that is named for the one in which the session began: every other sign is a dash.
  const name = folder.replace(/[^A-Za-z0-9]/g, '-');
  const projects = namesIn(join(agentFolder, 'projects'));
  return projects.some((one) => one === name || one.startsWith(`${name}-`)) ? folder : undefined;
}
