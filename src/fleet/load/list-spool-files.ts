import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TriageError } from '../../errors.ts';
import { type StreamName, streams } from '../streams.ts';
import type { Refusal } from './refusal.ts';

/** A file of rows, or one that cannot be such a file. */
export type SpoolFile =
  | { readonly path: string; readonly stream: StreamName }
  | { readonly path: string; readonly refusal: Refusal };

const rowFile = /\.ndjson(?:\.gz)?$/;

/** A spool of a host, a folder of spools, a folder of such folders: no deeper. */
const deepest = 8;

/**
 * Every file of rows in and below the given places, in order of their paths. Links are not followed.
 * @param places absolute: spools, folders of spools, or files of rows
 * @throws {TriageError} where one is not there
 */
export function* listSpoolFiles(places: readonly string[]): Generator<SpoolFile> {
  for (const place of places) {
    const stat = statSync(place, { throwIfNoEntry: false });
    if (!stat) throw new TriageError(`no such spool: ${place}`);
    if (stat.isDirectory()) yield* below(place, deepest);
    else if (stat.isFile()) yield classified(place);
    else yield { path: place, refusal: { reason: 'unreadable', detail: 'is no regular file' } };
  }
}

function* below(folder: string, depth: number): Generator<SpoolFile> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    yield { path: folder, refusal: { reason: 'unreadable', detail: messageOf(error) } };
    return;
  }
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0) yield* below(path, depth - 1);
    else if (entry.isDirectory()) yield { path, refusal: { reason: 'unreadable', detail: 'lies too deep' } };
    else if (rowFile.test(entry.name) && entry.isFile()) yield classified(path);
    else if (rowFile.test(entry.name))
      yield { path, refusal: { reason: 'unreadable', detail: 'is no regular file' } };
  }
}

function classified(path: string): SpoolFile {
  const name = basename(dirname(path));
  return isStream(name)
    ? { path, stream: name }
    : { path, refusal: { reason: 'unknown-stream', detail: name } };
}

function isStream(name: string): name is StreamName {
  return Object.hasOwn(streams, name);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
