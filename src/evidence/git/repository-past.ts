import { openCleanRoom } from './clean-room.ts';
import {
  blobTexts,
  type FileChange,
  fileChanges,
  firstParentHistory,
  formerName,
  type HistoryCommit,
} from './first-parent-history.ts';
import { objectDirectories } from './object-directories.ts';
import { openRefStorage } from './open-ref-storage.ts';
import { objectsAt } from './read-commits.ts';
import { idBytesOf } from './read-refs.ts';
import { layoutOf } from './repository-layout.ts';
import type { RepositoryReading } from './repository-reading.ts';
import { shallowCommits } from './shallow-commits.ts';

/** A file as a commit left it. */
interface FileVersion {
  readonly commit: string;
  /** When it was committed: ISO 8601 UTC. */
  readonly at: string;
  /** Absent where the commit removed the file, or where it is too large to be read. */
  readonly text?: string;
}

/** What the history of the branch that is checked out tells of a file. */
export interface FileVersions {
  /** Newest first; the first is that of HEAD. */
  readonly versions: readonly FileVersion[];
  /** The oldest of them is no beginning: the file may have been so before. */
  readonly isCut: boolean;
}

/** A file of a commit. */
interface PastFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Files as they stood at a time. */
export interface PastTree {
  /** The newest commit of that time. */
  readonly commit: string;
  readonly files: readonly PastFile[];
}

/** A repository that can be asked how its files stood. */
export interface RepositoryPast {
  /** Of tracked files alone. @param paths relative to the root of the repository */
  versionsOf(paths: readonly string[]): Promise<ReadonlyMap<string, FileVersions>>;
  /**
   * Files as they stood at a time (ISO 8601 UTC), below the given places; undefined where the history does not reach
   * back so far.
   */
  filesAt(at: string, places: readonly string[]): Promise<PastTree | undefined>;
  /** Removes what was made to read it. */
  close(): void;
}

/**
 * Opens the history of HEAD, as far as it is there and of no more than some thousand commits; undefined where there is
 * no repository, or git cannot read it.
 * @param folder root of the working tree, absolute
 * @param searchPath folder of the git to run
 */
export async function openPast(
  { folder, searchPath }: { readonly folder: string; readonly searchPath: string },
  reading: RepositoryReading,
): Promise<RepositoryPast | undefined> {
  const layout = layoutOf(folder, reading);
  if (!layout) return undefined;
  const { refs, headOf } = openRefStorage(layout, reading);
  const head = headOf(layout.gitDirectory).sha;
  if (head === undefined) return undefined;
  const room = openCleanRoom({
    objectDirectories: objectDirectories(layout.commonDirectory, reading),
    shallow: shallowCommits(layout),
    objectFormat: idBytesOf(refs) === 32 ? 'sha256' : 'sha1',
    path: searchPath,
  });
  try {
    const commits = await firstParentHistory(room, head);
    const shallow = new Set(shallowCommits(layout));
    const past = { room, commits, isCut: isCutOff(commits, shallow) };
    return {
      versionsOf: (paths) => versionsOf(past, paths).catch(() => new Map()),
      filesAt: (at, places) => filesAt(past, at, places).catch(() => undefined),
      close: room.close,
    };
  } catch {
    room.close();
    return undefined;
  }
}

interface Past {
  readonly room: ReturnType<typeof openCleanRoom>;
  /** Newest first. */
  readonly commits: readonly HistoryCommit[];
  /** The oldest of them is not the first commit of the branch. */
  readonly isCut: boolean;
}

function isCutOff(commits: readonly HistoryCommit[], shallow: ReadonlySet<string>): boolean {
  const oldest = commits.at(-1);
  return oldest !== undefined && (oldest.parent !== undefined || shallow.has(oldest.sha));
}

const pathsAtMost = 200;
const renamesAtMost = 4;
const versionsAtMost = 500;

async function versionsOf(past: Past, paths: readonly string[]): Promise<ReadonlyMap<string, FileVersions>> {
  const [head] = past.commits;
  if (!head) return new Map();
  const tracked = await objectsAt(past.room, head.sha, paths.slice(0, pathsAtMost));
  const changes = await changesOf(past, [...tracked.keys()]);
  const blobs = [...changes.values()].flat().flatMap(({ blob }) => blob ?? []);
  const texts = await blobTexts(past.room, [...tracked.values(), ...blobs]);
  const textOf = (blob: string | undefined) => {
    const text = blob === undefined ? undefined : texts.get(blob);
    return text === undefined ? {} : { text };
  };
  const oldest = past.commits.at(-1) ?? head;
  return new Map(
    [...tracked].map(([path, blob]) => {
      const own = changes.get(path) ?? [];
      // A file that none of these commits wrote stood so before all of them.
      if (own.length === 0) return [path, { versions: [versionOf(oldest, textOf(blob))], isCut: true }];
      const first = own.at(-1);
      return [
        path,
        {
          versions: own.map((change) => versionOf(change.commit, textOf(change.blob))),
          isCut: first?.isNew !== true || (past.isCut && first.commit === oldest),
        },
      ];
    }),
  );
}

function versionOf({ sha, at }: HistoryCommit, text: { readonly text?: string }): FileVersion {
  return { commit: sha, at, ...text };
}

/** What happened to each file, also under the names that it had before. */
async function changesOf(
  { room, commits }: Past,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly FileChange[]>> {
  const found = grouped(await fileChanges(room, commits, paths));
  for (const path of paths) {
    const own = found.get(path) ?? [];
    for (let renames = 0, oldest = own.at(-1); oldest?.isNew && renames < renamesAtMost; renames += 1) {
      const { commit, path: name } = oldest;
      const former = await formerName(room, commit, name);
      if (former === undefined) break;
      const before = commits.slice(commits.indexOf(commit) + 1);
      const older = await fileChanges(room, before, [former]);
      // Its new name alone is no beginning.
      own.splice(own.length - 1, 1, { ...oldest, isNew: false }, ...older);
      oldest = older.at(-1);
    }
    found.set(path, own.slice(0, versionsAtMost));
  }
  return found;
}

function grouped(changes: readonly FileChange[]): Map<string, FileChange[]> {
  const byPath = new Map<string, FileChange[]>();
  for (const change of changes) byPath.set(change.path, [...(byPath.get(change.path) ?? []), change]);
  return byPath;
}

const filesAtMost = 500;

async function filesAt(
  { room, commits }: Past,
  at: string,
  places: readonly string[],
): Promise<PastTree | undefined> {
  const then = commits.find((commit) => commit.at <= at);
  if (!then) return undefined;
  const argv = ['--literal-pathspecs', 'ls-tree', '-r', '-z', then.sha, '--', ...places];
  const entries = (await room.git(argv)).split('\0').flatMap((line) => {
    const [, blob = '', path = ''] = /^100\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return path === '' ? [] : [{ blob, path }];
  });
  const read = entries.slice(0, filesAtMost);
  const texts = await blobTexts(
    room,
    read.map(({ blob }) => blob),
  );
  const files = read.flatMap(({ blob, path }) => {
    const text = texts.get(blob);
    return text === undefined ? [] : [{ path, text }];
  });
  return { commit: then.sha, files };
}
