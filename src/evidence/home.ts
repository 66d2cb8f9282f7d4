import { statSync } from 'node:fs';
import { isAbsolute, join, posix, relative, resolve, sep, win32 } from 'node:path';
import { TriageError } from '../errors.ts';
import { bagHome } from './bag.ts';

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
}

/**
 * @param directory the folder to read, absolute; for a bag that `collect` wrote, the bag itself
 * @param root where the image is mounted, absolute
 * @throws {TriageError} where there is no such folder
 */
export function openHome(directory: string, root?: string): Home {
  requireFolder(directory, 'home');
  const bag = root === undefined ? bagHome(directory) : undefined;
  if (bag) return bag;
  if (root === undefined) return { directory, recordedPath: directory };
  requireFolder(root, 'root');
  const inside = relative(root, directory);
  const below = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
  return { directory, root, recordedPath: below ? `/${inside.split(sep).join('/')}` : directory };
}

/** Where a path that the evidence names lies on this machine. */
export function hostPath(home: Home, recorded: string): string {
  if (home.root !== undefined) return join(home.root, withoutDrive(recorded));
  return resolve(recorded);
}

/** How the evidence itself writes a path that lies on this machine; the inverse of {@link hostPath}. */
export function recordedPath({ root }: Home, path: string): string {
  if (root === undefined) return path;
  return `/${relative(root, path).split(sep).join('/')}`;
}

/** The short form for evidence references: relative to the home where it lies inside, else absolute; with `/`. */
export function referencePath(home: Home, file: string): string {
  const inside = relative(home.directory, file);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return file.split(sep).join('/');
  return inside.split(sep).join('/');
}

/** The inverse of {@link hostPath}: how the evidence writes a path of this machine. */
export function evidencePath(home: Home, file: string): string {
  if (home.root === home.directory) return recordedPath(home, file);
  const inHome = relative(home.directory, file);
  if (inHome === '') return home.recordedPath;
  if (isBelow(inHome)) return `${home.recordedPath}/${inHome.split(sep).join('/')}`;
  const inside = home.root === undefined ? '..' : relative(home.root, file);
  return isBelow(inside) ? `/${inside.split(sep).join('/')}` : file.split(sep).join('/');
}

function isBelow(inside: string): boolean {
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
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
