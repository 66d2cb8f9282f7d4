import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, posix, relative, resolve, sep, win32 } from 'node:path';
import { TriageError } from '../errors.ts';
import { bagHome } from './bag.ts';
import { liesIn } from './lies-in.ts';
import { mappedBack, mappedHere, type PathMapping } from './path-mapping.ts';
import { recordedHomeOf } from './recorded-home.ts';

/** The evidence home: one user's folder, live, in a mounted image, or collected. */
export interface Home {
  /** The folder that is read, absolute on this machine. */
  readonly directory: string;
  /** Prefix of absolute paths found in the evidence; absent for a live home. */
  readonly root?: string;
  /** The home's path as its own evidence writes it: `/home/dana` for `<root>/home/dana`. */
  readonly recordedPath: string;
  /** What `CLAUDE_CONFIG_DIR` names for a live home; absolute. https://code.claude.com/docs/en/env-vars */
  readonly agentFolder?: string;
  /** The bag that holds it, absolute; absent where it was not collected. */
  readonly bag?: string;
  /** Nothing in the evidence tells its path there: {@link recordedPath} is that of the copy. */
  readonly isNameless?: true;
  /** Folders besides that the user names as evidence, absolute on this machine; `/` where the home is the live one. */
  readonly further?: readonly string[];
  /** Of those, the repositories that the user names. */
  readonly repositories?: readonly string[];
  /** Where folders of the evidence lie on this machine, as the user says. */
  readonly mappings?: readonly PathMapping[];
}

/** What belongs to the evidence besides the home. */
export interface HomeSettings {
  /** Where the image is mounted, absolute. */
  readonly root?: string | undefined;
  /** The home is the one that this machine runs with: paths of the evidence are paths of this machine. */
  readonly isLive?: boolean;
  /** Repositories that the user names, absolute on this machine. */
  readonly repositories?: readonly string[];
  readonly mappings?: readonly PathMapping[];
}

/**
 * @param directory the folder to read, absolute; for a bag that `collect` wrote, the bag itself
 * @throws {TriageError} where there is no such folder
 */
export function openHome(directory: string, settings: HomeSettings = {}): Home {
  const { root, isLive = false, repositories = [], mappings = [] } = settings;
  requireFolder(directory, 'home');
  if (root !== undefined) requireFolder(root, 'root');
  const place = placeOf(directory, { root, isLive });
  const named = repositories.map(repositoryHolding);
  const further = isLive ? ['/'] : [...named, ...mappings.map(({ to }) => to)];
  return {
    ...place,
    ...(further.length > 0 && { further }),
    ...(named.length > 0 && { repositories: named }),
    ...(mappings.length > 0 && { mappings }),
  };
}

/** The repository whose folder, or a folder in it, the user named; the folder itself where it lies in none. */
function repositoryHolding(folder: string): string {
  for (let path = folder; dirname(path) !== path; path = dirname(path)) {
    if (existsSync(join(path, '.git'))) return path;
  }
  return folder;
}

function placeOf(directory: string, { root, isLive }: Pick<HomeSettings, 'root' | 'isLive'>): Home {
  const bag = root === undefined ? bagHome(directory) : undefined;
  if (bag) return bag;
  if (root !== undefined) {
    const isBelow = directory !== root && liesIn(directory, root);
    return { directory, root, recordedPath: isBelow ? belowRoot(root, directory) : directory };
  }
  const recordedPath = isLive ? directory : recordedHomeOf(directory);
  return {
    directory,
    recordedPath: recordedPath ?? directory,
    ...(recordedPath === undefined && { isNameless: true }),
  };
}

/** The folders that hold the evidence, absolute on this machine: nothing outside of them is read by following it. */
export function territoryOf({ directory, root, further = [] }: Home): readonly string[] {
  const own = root ?? directory;
  return [own, ...further.filter((folder) => root === undefined || !liesIn(folder, root))];
}

/** Whether a path that the evidence names may be looked up here without meeting this machine's own files instead. */
export function isAtHand(home: Home, recorded: string): boolean {
  if (!posix.isAbsolute(recorded) && !win32.isAbsolute(recorded)) return false;
  if (home.root !== undefined || mappedHere(recorded, mappingsOf(home)) !== undefined) return true;
  return isAbsolute(recorded) && territoryOf(home).some((folder) => liesIn(resolve(recorded), folder));
}

/**
 * Whether a path that the evidence names is not one of this machine: the home is a copy of one that lay elsewhere, or
 * nothing tells where it lay, and the path belongs to nothing that was asked for. What is called the same here is not
 * evidence.
 */
export function isElsewhere(home: Home, recorded: string): boolean {
  if (home.root !== undefined || isAtHand(home, recorded)) return false;
  return home.isNameless ? !isLaidBeside(home, recorded) : home.recordedPath !== home.directory;
}

/** Who lays out a home without a name lays its repositories beside it; a folder that everybody uses is no such place. */
function isLaidBeside({ directory }: Home, recorded: string): boolean {
  const beside = dirname(directory);
  return dirname(beside) !== beside && beside !== tmpdir() && liesIn(resolve(recorded), beside);
}

/** Where a path that the evidence names lies on this machine. */
export function hostPath(home: Home, recorded: string): string {
  const mapped = mappedHere(recorded, mappingsOf(home));
  if (mapped !== undefined) return mapped;
  return home.root === undefined ? resolve(recorded) : join(home.root, withoutDrive(recorded));
}

/** The inverse of {@link hostPath}: how the evidence writes a path of this machine. */
export function recordedPathOf(home: Home, file: string): string {
  const { directory, root, recordedPath } = home;
  const own = root === directory ? [] : [{ from: recordedPath, to: directory }];
  const mapped = mappedBack(file, [...(home.mappings ?? []), ...own]);
  if (mapped !== undefined) return mapped;
  return root !== undefined && liesIn(file, root) ? belowRoot(root, file) : file.split(sep).join('/');
}

/** The short form for evidence references: relative to the home where it lies inside, else absolute; with `/`. */
export function referencePath(home: Home, file: string): string {
  const isInside = file !== home.directory && liesIn(file, home.directory);
  return (isInside ? relative(home.directory, file) : file).split(sep).join('/');
}

/** Of an image, all paths lie below its root; of a copy, those of the home do. */
function mappingsOf({ directory, root, recordedPath, mappings = [] }: Home): readonly PathMapping[] {
  return root === undefined ? [...mappings, { from: recordedPath, to: directory }] : mappings;
}

function belowRoot(root: string, file: string): string {
  return `/${relative(root, file).split(sep).join('/')}`;
}

function withoutDrive(path: string): string {
  const { root } = win32.parse(path);
  return /^[a-z]:/i.test(root) ? path.slice(root.length).split('\\').join('/') : posix.normalize(path);
}

function requireFolder(path: string, name: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat)
    throw new TriageError(`no such ${name} folder: ${path}`, `give an existing folder with --${name}`);
  if (!stat.isDirectory()) {
    throw new TriageError(`the ${name} is not a folder: ${path}`, 'unpack an archive before it is examined');
  }
}
