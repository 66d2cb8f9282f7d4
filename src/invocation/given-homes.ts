import { basename, join, posix } from 'node:path';
import { TriageError } from '../errors.ts';
import { isFolder } from '../evidence/acquire.ts';
import { hasAgentTraces } from '../evidence/agent-traces.ts';
import { userHomes } from '../evidence/configuration/user-homes.ts';
import { liesIn } from '../evidence/lies-in.ts';
import { meantHome } from '../evidence/meant-home.ts';

/** How many homes a command reads at once: one, several one after the other, or all of an image as one. */
export type HomeScope = 'one' | 'each' | 'image';

/** Where the command line says that the evidence lies; absolute, as it was given. */
export interface GivenPlaces {
  readonly command: string;
  readonly scope: HomeScope;
  readonly homes?: readonly string[];
  readonly roots: readonly string[];
  readonly repositories: readonly string[];
  /** Of the user who runs the program: it is read only where neither a home nor a root is named. */
  readonly homeDirectory: string;
}

/** What is read. */
export interface FoundPlaces {
  readonly homes: readonly string[];
  readonly repositories: readonly string[];
  /** How a path was understood that is not quite what was asked for; each a line for the user. */
  readonly notes: readonly string[];
}

/**
 * The homes that are examined: those that are named, those of the images that are named, or the user's own.
 * @throws {TriageError} where a path is not there, or leaves open which home is meant
 */
export function givenHomes(given: GivenPlaces): FoundPlaces {
  const notes: string[] = [];
  const { homes, roots, homeDirectory } = given;
  const repositories = given.repositories.map((path) => existing(path, roots, 'repo'));
  const found = homes
    ? homes.map((path) => understood(existing(path, roots, 'home'), given, notes))
    : roots.flatMap((root) => homesOf(existing(root, [], 'root'), given, notes));
  return { homes: homes || roots.length > 0 ? found : [homeDirectory], repositories, notes };
}

/** The path of an image may be given as the evidence writes it. */
function existing(path: string, roots: readonly string[], option: string): string {
  const inImage = roots
    .filter((root) => !liesIn(path, root) && posix.isAbsolute(path))
    .map((root) => join(root, path))
    .find(isFolder);
  const place = inImage ?? path;
  if (isFolder(place) || option === 'home') return place;
  throw new TriageError(`no such ${option} folder: ${path}`, `give an existing folder with --${option}`);
}

function understood(path: string, { command, homeDirectory }: GivenPlaces, notes: string[]): string {
  const meant = path === homeDirectory ? ({ kind: 'home' } as const) : meantHome(path);
  if (meant.kind === 'home') return path;
  if (meant.kind === 'transcript') {
    throw new TriageError(`a transcript is no home: ${path}`, `read it with: yolo-triage sessions ${path}`);
  }
  if (meant.kind === 'project') {
    throw new TriageError(
      `a project is no home: ${path}`,
      `its sessions are in the home above: yolo-triage ${command} --home ${meant.home}`,
    );
  }
  notes.push(`${path} is a part of a home: reading the whole of ${meant.home}`);
  return meant.home;
}

/** Never the home of whoever examines the image. */
function homesOf(root: string, { command, scope }: GivenPlaces, notes: string[]): readonly string[] {
  if (scope === 'image') return [root];
  const found = userHomes({ directory: root, root, recordedPath: root });
  const used = found.filter(hasAgentTraces);
  // `/home` itself is one only where somebody lives in it.
  const all = found.filter((home) => used.includes(home) || basename(home) !== 'home');
  const homes = used.length > 0 ? used : all;
  if (homes.length === 0) {
    throw new TriageError(
      `no home in ${root}`,
      `name the one to read: yolo-triage ${command} --root ${root} --home <dir>`,
    );
  }
  if (scope === 'one' && homes.length > 1) throw severalHomes(homes, root, command);
  const others = all.filter((home) => !homes.includes(home));
  if (others.length > 0) {
    notes.push(`reading ${homes.join(', ')}; no agent left anything in ${others.join(', ')}`);
  }
  return homes;
}

function severalHomes(homes: readonly string[], root: string, command: string): TriageError {
  const lines = homes.map((home) => `  yolo-triage ${command} --root ${root} --home ${home}`);
  const hint = [
    `${command} reads one home: name it, or let assess read them all`,
    ...lines,
    `  yolo-triage assess --root ${root}`,
  ];
  return new TriageError(`${homes.length} homes in ${root}`, hint.join('\n'));
}
