import { type FolderFiles, inside } from './walk-tree.ts';

/** Files that one thread searches in one go; strings only, since copying them between threads costs time. */
export interface Batch {
  /** Absolute folders. */
  readonly folders: readonly string[];
  /** Names in each folder, parted by `/`. */
  readonly names: readonly string[];
}

const filesInBatch = 256;

/** Gathers folders until a batch is worth handing over. */
export function* batchesOf(folders: Iterable<FolderFiles>): Generator<Batch> {
  let batch = { folders: [] as string[], names: [] as string[] };
  let files = 0;
  for (const { folder, names } of folders) {
    batch.folders.push(folder);
    batch.names.push(names.join('/'));
    files += names.length;
    if (files < filesInBatch) continue;
    yield batch;
    batch = { folders: [], names: [] };
    files = 0;
  }
  if (files > 0) yield batch;
}

/** Absolute paths of a batch, with the name alone beside. */
export function* filesOf({
  folders,
  names,
}: Batch): Generator<{ readonly path: string; readonly name: string }> {
  for (const [index, folder] of folders.entries()) {
    for (const name of (names[index] ?? '').split('/')) yield { path: inside(folder, name), name };
  }
}
