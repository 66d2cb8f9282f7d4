import { TriageError } from '../../errors.ts';
import { type CleanRoom, openCleanRoom } from './clean-room.ts';
import { objectDirectories } from './object-directories.ts';
import { readHead, readRefs } from './read-refs.ts';
import { layoutOf } from './repository-layout.ts';
import type { RepositoryReading } from './repository-reading.ts';

/** What a range of commits changes. */
export interface RangeDiff {
  /** A unified diff from the first to the last commit, which shows both sides of every changed file as a whole. */
  readonly patch: string;
  /** The whole text of a file before the range; undefined where it cannot be had. */
  readonly fileBefore: (path: string) => Promise<string | undefined>;
  readonly close: () => void;
}

/** More lines of context than any file has that is examined. */
const wholeFile = 1_000_000;

export interface DiffQuestion {
  /** `main..topic`, `main...topic` (from where they parted), or a commit that is compared with HEAD. */
  readonly range: string;
  /** Absolute. */
  readonly folder: string;
  /** Folder of the git to run. */
  readonly searchPath: string;
}

/** @throws {TriageError} where there is no repository, or git does not know the range */
export async function readDiff(
  { range, folder, searchPath }: DiffQuestion,
  reading: RepositoryReading,
): Promise<RangeDiff> {
  const layout = layoutOf(folder, reading);
  if (!layout)
    throw new TriageError(
      `not a git repository: ${folder}`,
      'run scan --diff in a repository, or give a diff with --diff -',
    );
  const refs = readRefs(layout, reading);
  const room = openCleanRoom({
    objectDirectories: objectDirectories(layout.commonDirectory, reading),
    shallow: [],
    objectFormat: refs.some(({ sha }) => sha.length === 64) ? 'sha256' : 'sha1',
    path: searchPath,
  });
  room.setRefs(refs);
  room.setHead(readHead(layout.gitDirectory, refs, reading).sha);
  try {
    const [before, after] = await endsOf(room, range);
    const patch = await room.git([
      'diff-tree',
      '-r',
      '-p',
      '--no-ext-diff',
      '--no-textconv',
      '--no-color',
      '--no-renames',
      `--unified=${wholeFile}`,
      before,
      after,
    ]);
    return {
      patch,
      fileBefore: (path) => room.git(['cat-file', 'blob', `${before}:${path}`]).catch(() => undefined),
      close: room.close,
    };
  } catch (error) {
    room.close();
    throw error;
  }
}

async function endsOf(room: CleanRoom, range: string): Promise<readonly [string, string]> {
  const [, first = '', dots, last = ''] = /^(.*?)(?:(\.{2,3})(.*))?$/s.exec(range) ?? [];
  const before = await commitOf(room, first === '' ? 'HEAD' : first);
  const after = await commitOf(room, last === '' ? 'HEAD' : last);
  if (dots !== '...') return [before, after];
  const base = await room.git(['merge-base', before, after]).catch(() => '');
  if (base.trim() === '')
    throw new TriageError(`no common commit in ${range}`, 'fetch more history, or give two dots');
  return [base.trim().split('\n')[0] ?? before, after];
}

async function commitOf(room: CleanRoom, name: string): Promise<string> {
  const printed = name.startsWith('-')
    ? ''
    : await room
        .git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
        .catch(() => '');
  const sha = /[0-9a-f]{40,64}/.exec(printed)?.[0];
  if (sha === undefined) throw new TriageError(`git does not know this commit: ${name}`, 'fetch it first');
  return sha;
}
