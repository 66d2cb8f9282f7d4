import { type CleanRoom, type CleanRoomSettings, openCleanRoom } from './clean-room.ts';
import { danglingIds } from './dangling.ts';
import { objectDirectories } from './object-directories.ts';
import { openRefStorage } from './open-ref-storage.ts';
import { findObjects } from './read-commits.ts';
import { idBytesOf, type Ref } from './read-refs.ts';
import type { RepositoryLayout } from './repository-layout.ts';
import type { RepositoryReading } from './repository-reading.ts';
import { shallowCommits } from './shallow-commits.ts';

export interface BundleOrder {
  /** Where git writes the bundle: a path of ours, which must not exist. */
  readonly file: string;
  /** Folder of the git to run. */
  readonly searchPath: string;
}

/** Names under which a bundle carries objects that no ref of the repository names. */
const unnamedRefs = 'refs/yolo-triage/unnamed/';

/**
 * Writes every object of a repository into one file that any git can clone: what refs reach, what only reflogs reach,
 * and what nothing names. The bundle is unpacked again, and has to give back the very same objects.
 * https://git-scm.com/docs/git-bundle
 * @returns how many objects it holds; 0 where the repository has none, and then no bundle is written
 * @throws {Error} where objects are missing or corrupt
 */
export async function bundleRepository(
  layout: RepositoryLayout,
  { file, searchPath }: BundleOrder,
  reading: RepositoryReading,
): Promise<number> {
  const { refs, headOf } = openRefStorage(layout, reading);
  const settings = {
    objectDirectories: objectDirectories(layout.commonDirectory, reading),
    shallow: shallowCommits(layout),
    objectFormat: idBytesOf(refs) === 32 ? 'sha256' : 'sha1',
    path: searchPath,
  } as const;
  const head = headOf(layout.commonDirectory).sha;
  return inRoom(settings, async (room) => {
    const held = await objectIds(room);
    if (held === '') return 0;
    const named = await presentRefs(room, refs);
    room.setRefs(named);
    if (head !== undefined && (await findObjects(room, [head])).size > 0) room.setHead(head);
    const unnamed = await danglingIds(room);
    room.setRefs([...named, ...unnamed.map((sha) => ({ name: `${unnamedRefs}${sha}`, sha }))]);
    await room.git(['bundle', 'create', '--quiet', file, '--all']);
    const bundled = await inRoom({ ...settings, objectDirectories: [] }, async (copy) => {
      await unpackBundle(copy, file);
      return objectIds(copy);
    });
    if (bundled !== held) throw new Error('a bundle of its refs does not hold every object');
    return held.split('\n').length - 1;
  });
}

/** Puts the objects of a bundle into a room of ours. @throws {Error} where it is none */
export async function unpackBundle(room: CleanRoom, file: string): Promise<void> {
  await room.git(['bundle', 'unbundle', file]);
}

async function inRoom<T>(settings: CleanRoomSettings, use: (room: CleanRoom) => Promise<T>): Promise<T> {
  const room = openCleanRoom(settings);
  try {
    return await use(room);
  } finally {
    room.close();
  }
}

/** Sorted, one a line. */
function objectIds(room: CleanRoom): Promise<string> {
  return room.git(['cat-file', '--batch-all-objects', '--batch-check=%(objectname)']);
}

async function presentRefs(room: CleanRoom, refs: readonly Ref[]): Promise<readonly Ref[]> {
  const found = await findObjects(
    room,
    refs.map(({ sha }) => sha),
  );
  return refs.filter(({ sha }) => found.has(sha));
}
