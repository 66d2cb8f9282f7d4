import { join } from 'node:path';
import { codeUser } from '../../agents/paths.ts';
import { statOf } from '../configuration/stat-of.ts';
import type { ReportGap } from '../gap.ts';
import { readBoundedFile } from '../git/read-bounded-file.ts';
import { type Home, recordedPathOf, referencePath } from '../home.ts';
import { entriesIn } from '../names-in.ts';

/** A copy that an editor kept when a file was saved. */
interface EditorCopy {
  /** Where it lies, as the evidence writes it. */
  readonly path: string;
  /** ISO 8601 UTC. */
  readonly savedAt: string;
}

/** Finds the copies that editors kept of a file. */
export interface EditorHistory {
  /** @param path of the file; absolute, in the evidence's own form @returns oldest first */
  of(path: string): readonly EditorCopy[];
}

/** Local history of VS Code and its kin, read when it is first asked. https://code.visualstudio.com/docs/sourcecontrol/overview#_timeline-view */
export function readEditorHistory(home: Home, reportGap: ReportGap): EditorHistory {
  let known: ReadonlyMap<string, readonly EditorCopy[]> | undefined;
  return {
    of(path) {
      known ??= new Map(codeUser('History').flatMap((folder) => filesOf(join(home.directory, folder))));
      return known.get(comparable(path)) ?? [];
    },
  };

  function filesOf(root: string): (readonly [string, readonly EditorCopy[]])[] {
    const folders = entriesIn(root).filter((entry) => entry.isDirectory());
    if (folders.length > foldersAtMost) report('truncated', 'it holds more files than are looked at', root);
    return folders.slice(0, foldersAtMost).flatMap(({ name }) => copiesIn(join(root, name)));
  }

  /** One folder a file: its copies, and `entries.json`, which says of what and when. */
  function copiesIn(folder: string): (readonly [string, readonly EditorCopy[]])[] {
    const index = join(folder, 'entries.json');
    const read = readBoundedFile(index, indexLimitBytes);
    if (read.state === 'absent') return [];
    const parsed = read.state === 'read' && !read.cut ? parseIndex(read.bytes.toString('utf8')) : undefined;
    if (!parsed) {
      report('malformed', 'the list of copies that an editor kept could not be read', index);
      return [];
    }
    const copies = parsed.entries
      .map(({ id, timestamp }) => ({ file: join(folder, id), savedAt: new Date(timestamp).toISOString() }))
      .filter(({ file }) => statOf(file)?.isFile())
      .map(({ file, savedAt }) => ({ path: recordedPathOf(home, file), savedAt }))
      .sort((a, b) => (a.savedAt < b.savedAt ? -1 : 1));
    return parsed.path === undefined ? [] : [[comparable(parsed.path), copies]];
  }

  function report(kind: 'malformed' | 'truncated', reason: string, path: string): void {
    reportGap({ kind, reason, evidence: { path: referencePath(home, path) } });
  }
}

const foldersAtMost = 50_000;
const indexLimitBytes = 4 * 1024 * 1024;
/** The last moment that a date can hold. */
const latestMs = 8.64e15;

interface Index {
  /** Absent for a file of another machine. */
  readonly path?: string;
  readonly entries: readonly { readonly id: string; readonly timestamp: number }[];
}

function parseIndex(text: string): Index | undefined {
  try {
    const index: unknown = JSON.parse(text);
    if (typeof index !== 'object' || index === null || !('resource' in index) || !('entries' in index))
      return undefined;
    const { resource, entries } = index;
    if (typeof resource !== 'string' || !Array.isArray(entries)) return undefined;
    const path = localPath(resource);
    return { ...(path !== undefined && { path }), entries: entries.filter(isEntry) };
  } catch {
    return undefined;
  }
}

function isEntry(entry: unknown): entry is Index['entries'][number] {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'id' in entry &&
    typeof entry.id === 'string' &&
    /^[\w-][\w.-]{0,200}$/.test(entry.id) &&
    'timestamp' in entry &&
    typeof entry.timestamp === 'number' &&
    Math.abs(entry.timestamp) <= latestMs
  );
}

/** @throws {URIError} for escapes that are none */
function localPath(resource: string): string | undefined {
  const [, path] = /^file:\/\/(\/[^?#]*)$/.exec(resource) ?? [];
  return path === undefined ? undefined : decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:)/, '');
}

/** Windows writes one path in several ways. */
function comparable(path: string): string {
  return /^[A-Za-z]:/.test(path) ? path.replaceAll('\\', '/').toLowerCase() : path;
}
