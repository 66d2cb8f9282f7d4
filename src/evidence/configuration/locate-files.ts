import { isAbsolute } from 'node:path';
import { hostPath } from '../home.ts';
import { furtherAgentFolders, ownAgentFolder } from './agent-folders.ts';
import { expandPath, listFolder } from './expand-path.ts';
import { inheritedFolders } from './inherited-folders.ts';
import type { ProjectFolder } from './project-folders.ts';
import type { Evidence } from './read-text.ts';

/** Where files of one sort lie. */
export interface FilePlace {
  /** `system` paths are absolute, others relative: `inherited` ones to folders from which a project takes files. */
  readonly base: 'home' | 'project' | 'inherited' | 'system';
  /** `/` as separator; `*` stands for any one name. */
  readonly path: string;
}

export interface LocatedFile {
  /** Absolute, on this machine. */
  readonly path: string;
  /** Folder of the project that it belongs to, as the evidence writes it. */
  readonly project?: string;
}

/** The existing files of a place: in the home, in each project, or on the machine where its image is at hand. */
export function locateFiles(
  { base, path: pattern }: FilePlace,
  { evidence, projects }: { readonly evidence: Evidence; readonly projects: readonly ProjectFolder[] },
): readonly LocatedFile[] {
  const { home, isLive } = evidence;
  if (base === 'home') return inHome(pattern, evidence).map((path) => ({ path }));
  if (base === 'project') return inFolders(pattern, projects, evidence);
  if (base === 'inherited') return inFolders(pattern, inheritedFolders(projects, evidence), evidence);
  const isReachable = home.root !== undefined || (isLive && isAbsolute(pattern));
  return isReachable
    ? expandPath(hostPath(home, '/'), withoutRoot(pattern), home).map((path) => ({ path }))
    : [];
}

function inFolders(
  pattern: string,
  folders: readonly ProjectFolder[],
  evidence: Evidence,
): readonly LocatedFile[] {
  const first = pattern.split('/')[0] ?? '';
  const names = namesOf(evidence);
  return folders
    .filter(({ path }) => first.includes('*') || names(path).has(first.toLowerCase()))
    .flatMap(({ path: folder, recorded }) =>
      expandPath(folder, pattern, evidence.home).map((path) => ({ path, project: recorded })),
    );
}

/** What lies in `~/.claude` lies in every other folder, too, that the agent was told to use. */
function inHome(pattern: string, evidence: Evidence): readonly string[] {
  const { home } = evidence;
  if (!pattern.startsWith(agentFolder)) return expandPath(home.directory, pattern, home);
  const inside = pattern.slice(agentFolder.length);
  const folders = [ownAgentFolder(home), ...furtherAgentFolders(evidence)];
  return folders.flatMap((folder) => expandPath(folder, inside, home));
}

const agentFolder = '.claude/';

const listings = new WeakMap<Evidence, Map<string, ReadonlySet<string>>>();

/**
 * The names in a folder, lower case since some file systems do not tell them apart. There can be hundreds of projects
 * and dozens of places in each: one look at the folder saves asking for every place.
 */
function namesOf(evidence: Evidence): (folder: string) => ReadonlySet<string> {
  const known = listings.get(evidence) ?? new Map<string, ReadonlySet<string>>();
  listings.set(evidence, known);
  return (folder) => {
    const names =
      known.get(folder) ?? new Set(listFolder(folder, evidence.home).map((name) => name.toLowerCase()));
    known.set(folder, names);
    return names;
  };
}

function withoutRoot(pattern: string): string {
  return pattern.replace(/^(?:[A-Za-z]:)?\//, '');
}
