import { readdirSync } from 'node:fs';
import type { CleanRoom } from './clean-room.ts';
import { readIndex } from './index-file.ts';
import type { RepositoryLayout } from './repository-layout.ts';

/** Objects that neither refs, reflogs nor the index name: what was staged and overwritten, stashes that were cleared. */
export interface DanglingObjects {
  readonly commits: readonly string[];
  readonly blobs: readonly DanglingBlob[];
  /** More were there than this program lists. */
  readonly cut: boolean;
}

interface DanglingBlob {
  readonly sha: string;
  readonly sizeBytes: number;
  /** Where an index that was left behind still says it; as git writes paths. */
  readonly path?: string;
}

const objectsAtMost = 20_000;

/**
 * Ids of what nothing in the room names, of any type: all objects besides those that refs reach hang on them. Contents
 * are not looked at.
 */
export async function danglingIds(room: CleanRoom): Promise<string[]> {
  const argv = ['fsck', '--connectivity-only', '--no-reflogs', '--dangling', '--no-progress'];
  const printed = await room.git(argv, { mayFail: true });
  return [...printed.matchAll(/^dangling \w+ ([0-9a-f]{40,64})$/gm)].map(([, id = '']) => id);
}

interface DanglingSearch {
  /** 20 for SHA-1, 32 for SHA-256. */
  readonly idBytes: number;
  /** Whether contents are looked at as well, so that what is corrupt is not offered. */
  readonly isThorough: boolean;
}

/**
 * Asks git to look at every object, which takes long in a large repository. The refs of the clean room say what is
 * known already. Nothing is written: `--lost-found` would.
 */
export async function readDangling(
  room: CleanRoom,
  layout: RepositoryLayout,
  { idBytes, isThorough }: DanglingSearch,
): Promise<DanglingObjects> {
  const how = isThorough ? [] : ['--connectivity-only'];
  const argv = ['fsck', '--no-reflogs', '--dangling', '--no-progress', ...how];
  const printed = await room.git(argv, { mayFail: true });
  const idsOf = (type: string) =>
    [...printed.matchAll(new RegExp(`^dangling ${type} ([0-9a-f]{40,64})$`, 'gm'))].map(([, id = '']) => id);
  const { staged, left } = indexEntries(layout, idBytes);
  const blobs = idsOf('blob').filter((sha) => !staged.has(sha));
  const sizes = await sizesOf(room, blobs.slice(0, objectsAtMost));
  const commits = idsOf('commit');
  return {
    commits: commits.slice(0, objectsAtMost),
    blobs: [...sizes].map(([sha, sizeBytes]) => {
      const path = left.get(sha);
      return { sha, sizeBytes, ...(path !== undefined && { path }) };
    }),
    cut: blobs.length > objectsAtMost || commits.length > objectsAtMost,
  };
}

async function sizesOf(room: CleanRoom, blobs: readonly string[]): Promise<[string, number][]> {
  if (blobs.length === 0) return [];
  const input = blobs.map((sha) => `${sha}\n`).join('');
  const printed = await room.git(['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input });
  return [...printed.matchAll(/^([0-9a-f]{40,64}) (\d+)$/gm)].map(([, sha = '', size]) => [
    sha,
    Number(size),
  ]);
}

/** What indexes in use hold now, and what those that were left behind (locks, half-made commits) still name. */
function indexEntries({ commonDirectory, linked }: RepositoryLayout, idBytes: number) {
  const folders = [commonDirectory, ...linked.map(({ gitDirectory }) => gitDirectory)];
  const staged = folders.flatMap((folder) => readIndex(folder, idBytes));
  const left = folders.flatMap((folder) =>
    names(folder)
      .filter((name) => name !== 'index' && /^(?:next-)?index\b/.test(name))
      .flatMap((name) => readIndex(folder, idBytes, name)),
  );
  return {
    staged: new Set(staged.map(({ sha }) => sha)),
    left: new Map(left.map(({ sha, path }) => [sha, path])),
  };
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
