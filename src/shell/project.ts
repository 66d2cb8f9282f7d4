import { isHome, isHomeOrAbove } from './homes.ts';
import type { PathContext } from './path-context.ts';
import { isWithin, segmentsOf } from './paths.ts';
import { Remembered } from './remembered.ts';
import { isAgentConfiguration } from './zones/agent-configuration.ts';
import { isCredential } from './zones/credentials.ts';
import { isSystemFolder } from './zones/system.ts';

/**
 * Whether a folder can be what a session works on: a home, a root, a parent of homes, a folder of the system and the
 * folder in which an agent or a client keeps its own things never is, with or without a repository in it.
 * @param home of the user, as the evidence writes it
 */
export function isProject(folder: string, home: string): boolean {
  const { segments, canBeProject } = folders.of(folder);
  return canBeProject && !isWithin(folders.of(home).segments, segments);
}

/** Whether a path lies in the project of the session. @param segments of an absolute path */
export function isInProject(
  segments: readonly string[],
  { repository, home }: Pick<PathContext, 'repository' | 'home'>,
): boolean {
  return isProject(repository, home) && isWithin(segments, folders.of(repository).segments);
}

/** Of the few homes and repositories in which everything happens. */
const folders = new Remembered((folder: string) => {
  const segments = segmentsOf(folder);
  return { segments, canBeProject: !isNeverProject(segments) };
}, 64);

/** Folders right below the root that hold projects, disks or services beside each other. */
const shelves: ReadonlySet<string> = new Set(['opt', 'srv', 'mnt', 'media', 'workspaces']);

function isNeverProject(segments: readonly string[]): boolean {
  if (isHomeOrAbove(segments) || isSystemFolder(segments)) return true;
  if (segments.length === 1 && shelves.has(segments[0] ?? '')) return true;
  const isKept = isAgentConfiguration(segments) || isCredential(segments);
  return isKept && isHome(segments.slice(0, -1));
}
