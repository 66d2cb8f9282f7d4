import { realpathSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path';
import { TriageError } from '../../errors.ts';
import { isDenied } from '../is-denied.ts';
import { liesIn } from '../lies-in.ts';

/** Whose evidence is examined, and where git may be looked for. */
export interface GitSearch {
  /** `PATH`. */
  readonly searchPath: string;
  /** The program that the reader of the report names, absolute: any but one of the evidence. */
  readonly given?: string | undefined;
  /** The home that is examined, absolute on this machine: its owner is not trusted. */
  readonly home?: string;
  /** Working folders of the evidence, and where an image of it is mounted; absolute on this machine. */
  readonly folders: readonly string[];
}

type Examined = Pick<GitSearch, 'home' | 'folders'>;

const isWindows = platform() === 'win32';
const names = isWindows ? ['git.exe', 'git.cmd'] : ['git'];

/**
 * The folder of the git that is run: the first on `PATH` that the examined user could not have put there. Empty where
 * there is none at all.
 * @throws {TriageError} where every git that was found is refused, or the given one is none
 */
export function folderOfGit({ searchPath, given, ...examined }: GitSearch): string {
  if (given !== undefined) return folderOfGiven(given, examined);
  const refused: string[] = [];
  for (const folder of searchPath.split(delimiter).filter(isAbsolute)) {
    for (const path of names.map((name) => join(folder, name)).filter(isProgram)) {
      const reason = whyRefused(path, examined);
      if (reason === undefined) return folder;
      refused.push(`${path} ${reason}`);
    }
  }
  if (refused.length === 0) return '';
  throw new TriageError(
    `no git that may be run: ${refused.join('; ')}`,
    'name one that you trust with --git',
  );
}

function folderOfGiven(path: string, examined: Examined): string {
  const hint = 'give its path, as in --git /usr/bin/git';
  if (!isProgram(path) || !names.includes(basename(path)))
    throw new TriageError(`--git ${path}: no program called git`, hint);
  if (isOfEvidence([path, realpathSync(path)], examined))
    throw new TriageError(`--git ${path}: lies in a folder of the evidence`, hint);
  return dirname(path);
}

function isProgram(path: string): boolean {
  // A folder of `PATH` may be one that whoever runs this may not enter.
  if (isDenied(path)) return false;
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && (isWindows || (found.mode & 0o111) !== 0);
}

/** Judged by where it lies in truth, and by that of the folder in which it was found: a link may lead anywhere. */
function whyRefused(path: string, examined: Examined): string | undefined {
  const { home } = examined;
  const places = [path, realpathSync(path)];
  if (isOfEvidence(places, examined)) return 'lies in a folder of the evidence';
  if (isWindows) return undefined;
  const owner = home === undefined ? 0 : (statSync(home, { throwIfNoEntry: false })?.uid ?? 0);
  for (const place of places.flatMap((program) => [program, dirname(program)])) {
    const { uid, mode } = statSync(place);
    if (owner !== 0 && uid === owner) return 'belongs to the examined user';
    const isSticky = (mode & 0o1000) !== 0;
    if ((mode & 0o022) !== 0 && !isSticky) return 'can be written by others';
  }
  return undefined;
}

/** The user of a container may have the root of its file system as home, or be examined below it: that tells nothing. */
function isOfEvidence(places: readonly string[], { home, folders }: Examined): boolean {
  const examined = [...(home === undefined ? [] : [home]), ...folders].filter(
    (folder) => dirname(folder) !== folder,
  );
  return places.some((place) => examined.some((folder) => liesIn(place, folder)));
}
