import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { TriageError } from '../errors.ts';
import { whereLinksLead } from './configuration/follow-links.ts';
import { statOf } from './configuration/stat-of.ts';
import { type Home, recordedPathOf } from './home.ts';
import { historyDatabases, homePlaces, startFiles } from './home-places.ts';
import { liesIn } from './lies-in.ts';
import { namesIn } from './names-in.ts';
import { sourcedFiles } from './sourced-files.ts';

/** What is scanned: a folder or a file, and how its paths are shown. */
export interface ScanRoot {
  /** Absolute. */
  readonly path: string;
  /** Put before the relative paths of this root: `~/` for files of the home. */
  readonly prefix: string;
  /** Of a link to one file: what is shown, and what its form is told by, instead of the target. */
  readonly shown?: { readonly path: string; readonly fullPath: string };
  /** A profile reads it: what it defines, every shell has. */
  readonly isSourced?: boolean;
  /** A profile reads it, and it lies outside of the evidence: that is told, and nothing read. */
  readonly isBeyond?: boolean;
  /** A database, of which is only told whether something stands in it. */
  readonly isDatabase?: boolean;
}

/** Profiles, histories and settings of one user that exist. @param userHome absolute, on this machine */
export function homeRoots(userHome: string, home: Home): ScanRoot[] {
  const exists = (name: string) => statOf(join(userHome, name)) !== undefined;
  const names = namesIn(userHome).filter((name) => startFiles.test(name) && !isFolder(join(userHome, name)));
  const given = [...names, ...homePlaces.filter((name) => !names.includes(name) && exists(name))];
  const roots = onePerPath(given.map((name) => homeRoot(name, { userHome, home })));
  const databases = historyDatabases
    .filter(exists)
    .map(
      (name): ScanRoot => ({ path: join(userHome, name), prefix: `~/${folderIn(name)}`, isDatabase: true }),
    );
  return [...roots, ...sourcedRoots(roots, { userHome, home }), ...databases];
}

/** Several places may lie behind one link. */
function onePerPath(roots: readonly ScanRoot[]): ScanRoot[] {
  const shown = ({ path, shown: link }: ScanRoot) => link?.fullPath ?? path;
  return [...new Map(roots.map((root) => [shown(root), root])).values()];
}

interface UserHome {
  readonly userHome: string;
  readonly home: Home;
}

/** Records of settings and of what was typed hold commands as text: no shell reads a file because of them. */
const readsNoOther = /[.]jsonc?$|history$/i;

/** Files that profiles read, where no other root holds them; one that lies outside the home has its whole path. */
function sourcedRoots(roots: readonly ScanRoot[], place: UserHome): ScanRoot[] {
  const { userHome, home } = place;
  const files = roots
    .map(({ path, shown }) => shown?.fullPath ?? path)
    .filter((path) => !isFolder(path) && !readsNoOther.test(path));
  const inFolders = roots.filter(({ path }) => isFolder(path)).flatMap(({ path }) => startFilesIn(path));
  const sourced = sourcedFiles([...files, ...inFolders], place);
  const prefixOf = (path: string) => `${dirname(recordedPathOf(home, path))}/`;
  const further = sourced.files
    .filter((path) => !roots.some((root) => liesIn(path, root.path)))
    .map((path) => {
      if (liesIn(path, userHome)) return { ...homeRoot(relative(userHome, path), place), isSourced: true };
      const target = whereLinksLead(path, home);
      if (target === undefined) return { path, prefix: prefixOf(path), isBeyond: true };
      if (target === path) return { path, prefix: prefixOf(path), isSourced: true };
      const shown = { path: recordedPathOf(home, path), fullPath: path };
      return { path: target, prefix: '', shown, isSourced: true };
    });
  return [...further, ...sourced.beyond.map((path) => ({ path, prefix: prefixOf(path), isBeyond: true }))];
}

/** Files of a folder of configuration that read others themselves. */
function startFilesIn(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => /^(?:config|\..*rc|.*\.(?:fish|nu|conf|zsh|sh|bash|ps1|elv|xsh))$/.test(name))
    .map((name) => join(folder, name));
}

/** Profiles are often links into a folder of dotfiles: such a link is read, one out of the home or the image is not. */
function homeRoot(name: string, { userHome, home }: UserHome): ScanRoot {
  const path = join(userHome, name);
  const target = whereLinksLead(path, home);
  if (isFolder(path) && target !== undefined) return { path, prefix: `~/${name}/` };
  const prefix = `~/${folderIn(name)}`;
  const isOwn = target !== undefined && liesIn(target, home.root ?? userHome);
  if (!isOwn) return linkOnTheWay(name, userHome);
  if (target === path) return { path, prefix };
  return { path: target, prefix: '', shown: { path: `~/${name}`, fullPath: path } };
}

/** Of a path that leads out of the home: its first link, which is not followed. The whole path where there is none. */
function linkOnTheWay(name: string, userHome: string): ScanRoot {
  const names = name.split('/');
  const ways = names.map((_, index) => names.slice(0, index + 1).join('/'));
  const link = ways.find((way) => statOf(join(userHome, way))?.isSymbolicLink()) ?? name;
  return { path: join(userHome, link), prefix: `~/${folderIn(link)}` };
}

function folderIn(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** @throws {TriageError} where a path does not exist */
export function givenRoots(paths: readonly string[], cwd: string): ScanRoot[] {
  return paths.map((given) => {
    const path = resolve(cwd, given);
    if (!existsSync(path)) throw new TriageError(`no such file or folder: ${given}`);
    return {
      path: statOf(path)?.isSymbolicLink() ? realPath(path) : path,
      prefix: lstatSync(path).isFile() && liesIn(path, cwd) ? folderOf(relative(cwd, path)) : '',
    };
  });
}

/** A file keeps the folder in which it was given. */
function folderOf(path: string): string {
  const parts = path.split(sep).slice(0, -1);
  return parts.length === 0 ? '' : `${parts.join('/')}/`;
}

/**
 * The repository in which a path lies, and the way from its root to the path; the path itself where it lies in none.
 * @param path absolute
 */
export function repositoryAround(path: string): { readonly folder: string; readonly prefix: string } {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) {
      const inside = relative(folder, path).split(sep).join('/');
      return { folder, prefix: inside === '' ? '' : `${inside}/` };
    }
    if (folder === dirname(folder)) return { folder: path, prefix: '' };
  }
}
