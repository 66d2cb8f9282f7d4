import { constants } from 'node:fs';
import { isAbsolute, join, posix } from 'node:path';
import { recordedFiles } from '../bag-record.ts';
import { hostPath, isAtHand } from '../home.ts';
import { expandPath } from './expand-path.ts';
import { type FileFacts, fileFacts } from './file-facts.ts';
import type { Evidence } from './read-text.ts';
import { statOf } from './stat-of.ts';

/** The file that a command name stands for on the evidence host. */
export interface ResolvedFile {
  /** As the evidence writes it. */
  readonly path: string;
  /** `elsewhere`: the part of the machine where it should be is not among the evidence. */
  readonly presence: 'present' | 'absent' | 'elsewhere';
  readonly facts?: FileFacts;
  /** Any user of the machine may replace it, because of the mode of the file or of its folder. */
  readonly replaceable: boolean;
  /** Root of the repository that holds it. */
  readonly repository?: string;
}

/** Finds programs and scripts, each once. Nothing is run. */
export interface BinaryResolver {
  /**
   * @param word as configured: a name, or a relative or absolute path
   * @param folder where relative paths start, as the evidence writes it
   */
  program(word: string, folder: string): ResolvedFile;
  file(path: string, folder: string): ResolvedFile;
}

export function binaryResolver(evidence: Evidence, folders: readonly string[]): BinaryResolver {
  const known = new Map<string, ResolvedFile>();
  const look = (path: string): ResolvedFile => {
    const found = known.get(path) ?? lookAt(path, evidence);
    known.set(path, found);
    return found;
  };
  const programs = new Map<string, ResolvedFile>();
  const search = (word: string): ResolvedFile => {
    const candidates = folders.flatMap((entry) => expanded(entry, { word, evidence }));
    const present = candidates.find((path) => exists(path, evidence));
    if (present !== undefined) return look(present);
    const complete = exists('/usr/bin', evidence);
    return { path: word, presence: complete ? 'absent' : 'elsewhere', replaceable: false };
  };
  const file = (word: string, folder: string) => look(absolute(word, { folder, evidence }));
  return {
    file,
    program(word, folder) {
      if (/[\\/]/.test(word) || word.startsWith('~')) return file(word, folder);
      const found = programs.get(word) ?? search(word);
      programs.set(word, found);
      return found;
    },
  };
}

function absolute(
  word: string,
  { folder, evidence }: { readonly folder: string; readonly evidence: Evidence },
): string {
  const expandedHome = word.replace(/^(?:~|\$HOME|\$\{HOME\})(?=[\\/]|$)/, () => evidence.home.recordedPath);
  if (/^[a-z]:[\\/]/i.test(expandedHome)) return expandedHome;
  return posix.normalize(posix.isAbsolute(expandedHome) ? expandedHome : posix.join(folder, expandedHome));
}

function expanded(
  folder: string,
  { word, evidence }: { readonly word: string; readonly evidence: Evidence },
): readonly string[] {
  if (!folder.includes('*')) return [posix.join(folder, word)];
  if (!isAtHand(evidence.home, folder)) return [];
  const root = hostPath(evidence.home, '/');
  return expandPath(root, folder.slice(1), evidence.home).map((path) =>
    posix.join('/', path.slice(root.length), word),
  );
}

function lookAt(path: string, evidence: Evidence): ResolvedFile {
  if (!isAtHand(evidence.home, path)) return { path, presence: 'elsewhere', replaceable: false };
  const facts = exists(path, evidence) ? factsOf(path, evidence) : undefined;
  if (!facts) {
    const top = posix.join('/', path.split('/')[1] ?? '');
    return { path, presence: exists(top, evidence) ? 'absent' : 'elsewhere', replaceable: false };
  }
  const repository = repositoryOf(path, evidence);
  return {
    path,
    presence: 'present',
    facts,
    replaceable: isWorldWritable(path, evidence) || isWorldWritable(posix.dirname(path), evidence),
    ...(repository !== undefined && { repository }),
  };
}

/** A bag has of a large program, or one of the system, only what was recorded. */
function factsOf(path: string, evidence: Evidence): FileFacts | undefined {
  const recorded = recordedFiles(evidence.home).get(path);
  if (!recorded || recorded.isCopied) return fileFacts(hostPath(evidence.home, path), evidence);
  const { sizeBytes, modifiedAt, mode = 0, ownerId = 0, kind, sha256, interpreter } = recorded;
  if (kind === undefined) return undefined;
  return {
    sizeBytes,
    mode: mode.toString(8),
    ownerId,
    modifiedAt,
    kind,
    ...(sha256 !== undefined && { sha256 }),
    ...(interpreter !== undefined && { interpreter }),
  };
}

function exists(path: string, evidence: Evidence): boolean {
  return isAtHand(evidence.home, path) && modeAt(path, evidence) !== undefined;
}

/** Type and permission bits; undefined where nothing is. */
function modeAt(path: string, { home }: Evidence): number | undefined {
  const recorded = recordedFiles(home).get(path);
  if (recorded?.mode !== undefined) {
    return recorded.mode | (recorded.isFolder ? constants.S_IFDIR : constants.S_IFREG);
  }
  const file = hostPath(home, path);
  return isAbsolute(file) ? statOf(file)?.mode : undefined;
}

/** A sticky folder, as `/tmp` is, lets nobody but the owner replace a file. */
function isWorldWritable(path: string, evidence: Evidence): boolean {
  const mode = modeAt(path, evidence);
  if (mode === undefined || (mode & constants.S_IFMT) === constants.S_IFLNK) return false;
  const isSticky = (mode & constants.S_IFMT) === constants.S_IFDIR && (mode & 0o1000) !== 0;
  return (mode & 0o002) !== 0 && !isSticky;
}

function repositoryOf(path: string, evidence: Evidence): string | undefined {
  for (let folder = posix.dirname(path); folder !== posix.dirname(folder); folder = posix.dirname(folder)) {
    if (exists(join(folder, '.git'), evidence)) return folder;
  }
  return undefined;
}
