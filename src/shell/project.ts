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

/** Whether a path lies in a project of the session. @param segments of an absolute path */
export function isInProject(segments: readonly string[], context: ProjectContext): boolean {
  return projectOf(segments, context) !== undefined;
}

/**
 * The project of the session in which a path lies: the one that it began in, or one that it works in besides. Of those
 * the folder itself, or all that is in it, counts as outside: whoever takes the whole of it takes no part of his work.
 * @param segments of an absolute path; both as `segmentsOf` gives them
 */
export function projectOf(
  segments: readonly string[],
  { repository, projects = [], home }: ProjectContext,
): readonly string[] | undefined {
  const own = folders.of(repository).segments;
  if (isProject(repository, home) && isWithin(segments, own)) return own;
  return projects
    .map((folder) => folders.of(folder).segments)
    .find((root) => (isHome(root) ? isWorkInHome(segments, root) : isPartOf(segments, root)));
}

type ProjectContext = Pick<PathContext, 'repository' | 'projects' | 'home'>;

/** A part that has a name: not the folder, and not a glob over all that is in it. */
function isPartOf(segments: readonly string[], root: readonly string[]): boolean {
  const isWhole = segments.length === root.length + 1 && /^[.{[]*[*?]/.test(segments.at(-1) ?? '');
  return segments.length > root.length && !isWhole && isWithin(segments, root);
}

/** Folders that systems make in every home for what its user keeps. https://www.freedesktop.org/wiki/Software/xdg-user-dirs/ */
export const userFolders: ReadonlySet<string> = new Set(
  'desktop documents downloads music pictures public templates videos movies library appdata onedrive'.split(
    ' ',
  ),
);

/** Where a home is a repository, its hidden folders and what its user keeps are still no work of the session. */
function isWorkInHome(segments: readonly string[], home: readonly string[]): boolean {
  const [folder = '.'] = segments.slice(home.length);
  const isWork = !/^[.*?[{]/.test(folder) && !userFolders.has(folder);
  return isWork && segments.length > home.length + 1 && isWithin(segments, home);
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
