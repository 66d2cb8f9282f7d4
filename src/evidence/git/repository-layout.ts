import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { liesIn } from '../lies-in.ts';
import { entriesIn } from '../names-in.ts';
import { repositoryPart } from './bundle-path.ts';
import { entryKind } from './entry-kind.ts';
import { readBoundedFile, reasonOf } from './read-bounded-file.ts';
import {
  followPath,
  type RepositoryReading,
  reporter,
  staysInside,
  withinRoot,
} from './repository-reading.ts';

/** Where the parts of a repository lie on this machine. */
export interface RepositoryLayout {
  /** Root of the working tree; absent for a bare repository. */
  readonly worktree?: string;
  /** HEAD and index of this working tree: `.git`, or `.git/worktrees/<name>` for a linked one. */
  readonly gitDirectory: string;
  /** What all working trees share: refs, reflogs, objects. */
  readonly commonDirectory: string;
  readonly linked: readonly LinkedWorktree[];
}

/** https://git-scm.com/docs/git-worktree#_details */
interface LinkedWorktree {
  readonly name: string;
  readonly gitDirectory: string;
  /** Its root, absent where the pointer to it is unreadable; it need not exist any more. */
  readonly worktree?: string;
}

const pointerLimitBytes = 8192;
const configurationLimitBytes = 1024 * 1024;
const linkedAtMost = 1000;

/** The repository whose root, git folder or bare folder this is; undefined where it is none. */
export function layoutOf(folder: string, reading: RepositoryReading): RepositoryLayout | undefined {
  if (isGitDirectory(folder, reading)) return complete(folder, undefined, reading);
  const dotGit = join(folder, '.git');
  const kind = entryKind(dotGit);
  if (kind === undefined) return undefined;
  if (!withinRoot(dotGit, reading.home)) {
    reporter(reading)('tampering', 'the .git link leads out of the evidence; it was not followed', dotGit);
    return undefined;
  }
  if (!staysInside(dotGit, dotGit, reading)) return undefined;
  const gitDirectory = kind === 'folder' ? dotGit : pointerTarget(dotGit, reading);
  if (gitDirectory === undefined) return undefined;
  if (isGitDirectory(gitDirectory, reading)) return complete(gitDirectory, folder, reading);
  const reason =
    kind === 'folder'
      ? 'the .git folder is not that of a repository: HEAD or objects are missing'
      : 'the .git file names a folder that is not that of a repository';
  reporter(reading)(kind === 'folder' ? 'malformed' : 'missing', reason, dotGit);
  return undefined;
}

function complete(
  gitDirectory: string,
  worktree: string | undefined,
  reading: RepositoryReading,
): RepositoryLayout | undefined {
  const commonDirectory = commonOf(gitDirectory, reading);
  if (commonDirectory === undefined) return undefined;
  const folders = new Set([gitDirectory, commonDirectory, join(commonDirectory, 'objects')]);
  if (![...folders].every((folder) => linksStayInside(folder, reading))) return undefined;
  const root = worktree ?? (basename(gitDirectory) === '.git' ? dirname(gitDirectory) : undefined);
  return {
    ...(root !== undefined && { worktree: root }),
    gitDirectory,
    commonDirectory,
    linked: linkedWorktrees(commonDirectory, reading),
  };
}

/** Git makes no links among its own files: one that leads out of the evidence is somebody's, and nothing is read. */
function linksStayInside(folder: string, reading: RepositoryReading): boolean {
  return entriesIn(folder)
    .filter((entry) => entry.isSymbolicLink())
    .every(({ name }) => staysInside(join(folder, name), join(folder, name), reading));
}

function commonOf(gitDirectory: string, reading: RepositoryReading): string | undefined {
  const file = join(gitDirectory, 'commondir');
  const named = firstLine(file);
  if (named === undefined) return gitDirectory;
  const common = followPath(named, file, reading, (target) =>
    liesIn(gitDirectory, join(target, 'worktrees')),
  );
  if (common !== undefined && hasObjects(common, reading)) return common;
  if (common !== undefined) {
    reporter(reading)('missing', 'the repository of this linked working tree is not there', file);
  }
  return undefined;
}

function linkedWorktrees(commonDirectory: string, reading: RepositoryReading): LinkedWorktree[] {
  const folder = join(commonDirectory, 'worktrees');
  return namesIn(folder, reading)
    .slice(0, linkedAtMost)
    .map((name) => {
      const gitDirectory = join(folder, name);
      const pointer = join(gitDirectory, 'gitdir');
      const named = firstLine(pointer);
      const pointsBack = (target: string) => firstLine(target) === `gitdir: ${gitDirectory}`;
      const dotGit = named === undefined ? undefined : followPath(named, pointer, reading, pointsBack);
      return { name, gitDirectory, ...(dotGit !== undefined && { worktree: dirname(dotGit) }) };
    });
}

function namesIn(folder: string, reading: RepositoryReading): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason !== 'ENOENT')
      reporter(reading)('unreadable', `the folder could not be read: ${reason}`, folder);
    return [];
  }
}

/** https://git-scm.com/docs/gitrepository-layout: a `.git` file holds `gitdir: <path>`. */
function pointerTarget(dotGit: string, reading: RepositoryReading): string | undefined {
  const line = firstLine(dotGit);
  if (line?.startsWith('gitdir: ')) {
    return followPath(line.slice('gitdir: '.length), dotGit, reading, (target) =>
      isWorkedOnAt(target, dotGit),
    );
  }
  reporter(reading)('malformed', 'the .git file is not one that git writes', dotGit);
  return undefined;
}

/** Whether a git folder names this `.git` file as a working tree's, or its folder as that of a submodule. */
function isWorkedOnAt(gitDirectory: string, dotGit: string): boolean {
  const back = firstLine(join(gitDirectory, 'gitdir'));
  if (back !== undefined) return resolve(gitDirectory, back) === dotGit;
  const read = readBoundedFile(join(gitDirectory, 'config'), configurationLimitBytes);
  const named =
    read.state === 'read' && /^\s*worktree\s*=\s*(.+?)\s*$/m.exec(read.bytes.toString('utf8'))?.[1];
  return typeof named === 'string' && resolve(gitDirectory, named) === dirname(dotGit);
}

/** The first line of a small file, or undefined where there is no such readable file. */
export function firstLine(path: string): string | undefined {
  const read = readBoundedFile(path, pointerLimitBytes);
  if (read.state !== 'read' || read.cut) return undefined;
  return read.bytes.toString('utf8').split('\n', 1)[0]?.trimEnd();
}

function isGitDirectory(folder: string, reading: RepositoryReading): boolean {
  if (entryKind(join(folder, 'HEAD')) !== 'file') return false;
  return hasObjects(folder, reading) || firstLine(join(folder, 'commondir')) !== undefined;
}

/** In a bag, a bundle holds what lay in the folder. */
function hasObjects(folder: string, { home }: RepositoryReading): boolean {
  return (
    entryKind(join(folder, 'objects')) === 'folder' || repositoryPart(home, folder, 'bundle') !== undefined
  );
}
