import { lstatSync, readdirSync, readlinkSync, type Stats } from 'node:fs';
import { join, posix, relative, sep, win32 } from 'node:path';
import { furtherAgentFolders } from '../configuration/agent-folders.ts';
import { followLinks } from '../configuration/follow-links.ts';
import { locateServerFiles } from '../configuration/locate-servers.ts';
import type { ProjectFolder } from '../configuration/project-folders.ts';
import { boundaryOf, type Evidence } from '../configuration/read-text.ts';
import { type Home, hostPath } from '../home.ts';
import {
  type Area,
  credentialFiles,
  homePlaces,
  perSession,
  projectPlaces,
  skippedFolders,
  systemPlaces,
} from './places.ts';

/** One file of the evidence that a collection meets: to be copied, or only to be recorded. */
export interface Source {
  /** Absolute on this machine. */
  readonly file: string;
  /** Absolute, in the evidence's own form. */
  readonly recordedPath: string;
  readonly area: Area;
  readonly sizeBytes: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  /** Why the content is not copied; absent where it is. */
  readonly leftBehind?: string;
  /** Something is missing from the collection because of it, as opposed to left out on purpose. */
  readonly isGap?: true;
  /** Target of the symbolic link under whose name the content is copied. */
  readonly linkTarget?: string;
}

export interface Selection {
  readonly evidence: Evidence;
  /** Where sessions worked, up to the root of the repository. */
  readonly projects: readonly ProjectFolder[];
  /** Session files that were last written before are left behind. */
  readonly since?: Date;
}

/** Deeper folders are recorded and left behind: no evidence that we know nests like that. */
const depthAtMost = 60;

/** Every file that a collection copies or records, each once, in a fixed order. */
export function* listSources(selection: Selection): Generator<Source> {
  const seen = new Set<string>();
  for (const { file, recordedPath, area } of startingPoints(selection)) {
    for (const source of walk({ file, recordedPath, area }, selection, 0)) {
      if (seen.has(source.recordedPath)) continue;
      seen.add(source.recordedPath);
      yield source;
    }
  }
}

interface Point {
  readonly file: string;
  readonly recordedPath: string;
  readonly area: Area;
}

function startingPoints({ evidence, projects }: Selection): Point[] {
  const { home, isLive } = evidence;
  const isMachineAtHand = isLive || home.root !== undefined;
  return [
    ...homePlaces.map(({ path, area }) => pointAt(home, join(home.directory, path), area)),
    ...furtherAgentFolders(evidence).map((folder) => pointAt(home, folder, 'agent')),
    ...(isMachineAtHand ? systemPlaces : []).map(({ path, area }) =>
      pointAt(home, hostPath(home, path), area),
    ),
    ...locateServerFiles(evidence, projects).map(({ path }) => pointAt(home, path, 'configuration')),
    ...projects.flatMap(({ path: folder }) =>
      projectPlaces.map((path) => pointAt(home, join(folder, path), 'repository')),
    ),
  ];
}

function pointAt(home: Home, file: string, area: Area): Point {
  const base = home.root === undefined ? home.directory : home.root;
  const inside = relative(base, file);
  if (inside === '..' || inside.startsWith(`..${sep}`)) return { file, recordedPath: file, area };
  const recordedBase = home.root === undefined ? home.recordedPath : '/';
  return { file, recordedPath: joinRecorded(recordedBase, inside), area };
}

function* walk(point: Point, selection: Selection, depth: number): Generator<Source> {
  const stat = attempt(() => lstatSync(point.file));
  if (stat instanceof Error) {
    if (!isAbsent(stat)) yield leftBehind(point, undefined, `could not be looked at: ${stat.message}`, true);
  } else if (stat.isSymbolicLink()) {
    yield* link(point, selection);
  } else if (stat.isDirectory()) {
    yield* folder(point, selection, depth);
  } else if (stat.isFile()) {
    yield file(point, stat, selection);
  } else {
    yield leftBehind(point, stat, 'is neither a file nor a folder');
  }
}

function* folder(point: Point, selection: Selection, depth: number): Generator<Source> {
  const stop = reasonToStop(point, depth);
  if (stop !== undefined) {
    yield leftBehind(point, undefined, stop.reason, stop.isGap);
    return;
  }
  const names = attempt(() => readdirSync(point.file).sort());
  if (names instanceof Error) {
    yield leftBehind(point, undefined, `could not be listed: ${names.message}`, true);
    return;
  }
  for (const name of names) {
    const recordedPath = joinRecorded(point.recordedPath, name);
    yield* walk(
      { file: join(point.file, name), recordedPath, area: depth === 0 ? areaOf(point, name) : point.area },
      selection,
      depth + 1,
    );
  }
}

function reasonToStop(point: Point, depth: number): { reason: string; isGap: boolean } | undefined {
  if (matches(skippedFolders, point.recordedPath)) {
    return { reason: 'installed packages, no evidence of what was done', isGap: false };
  }
  return depth > depthAtMost
    ? { reason: `nested deeper than ${depthAtMost} folders`, isGap: true }
    : undefined;
}

function file(point: Point, stat: Stats, { since }: Selection, linkTarget?: string): Source {
  if (matches(credentialFiles, point.recordedPath)) {
    return leftBehind(point, stat, 'holds credentials: presence and time stamps only');
  }
  if (since && stat.mtime < since && point.area === 'transcripts') {
    return leftBehind(point, stat, 'last written before --since');
  }
  return { ...metadata(point, stat), ...(linkTarget !== undefined && { linkTarget }) };
}

/** A link to a file inside the evidence brings its content under the link's name; any other is only recorded. */
function* link(point: Point, selection: Selection): Generator<Source> {
  const linkTarget = attempt(() => readlinkSync(point.file));
  const followed = attempt(() => followLinks(point.file, boundaryOf(selection.evidence)));
  if (linkTarget instanceof Error || followed instanceof Error) {
    yield leftBehind(point, undefined, 'is a symbolic link that cannot be read', true);
    return;
  }
  if (followed.kind !== 'path') {
    const reason = `is a symbolic link to ${linkTarget}: ${linkEnds[followed.kind]}`;
    yield leftBehind(point, undefined, reason, followed.kind !== 'absent');
    return;
  }
  const stat = attempt(() => lstatSync(followed.path));
  if (!(stat instanceof Error) && stat.isFile()) {
    yield file({ ...point, file: followed.path }, stat, selection, linkTarget);
    return;
  }
  yield leftBehind(point, undefined, `is a symbolic link to ${linkTarget}, which is no file`, true);
}

const linkEnds = {
  absent: 'there is nothing',
  outside: 'it leads out of the evidence',
  loop: 'it never ends',
} as const;

function leftBehind(point: Point, stat: Stats | undefined, reason: string, isGap = false): Source {
  return { ...metadata(point, stat), leftBehind: reason, ...(isGap && { isGap }) };
}

function metadata({ file: path, recordedPath, area }: Point, stat: Stats | undefined): Source {
  return {
    file: path,
    recordedPath,
    area,
    sizeBytes: stat?.size ?? 0,
    modifiedAt: (stat?.mtime ?? new Date(0)).toISOString(),
  };
}

/** @param name of an entry of the folder at which the walk began */
function areaOf({ area }: Point, name: string): Area {
  return area === 'agent' && perSession.has(name) ? 'transcripts' : area;
}

function matches(patterns: readonly RegExp[], recordedPath: string): boolean {
  return patterns.some((pattern) => pattern.test(slashed(recordedPath)));
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function joinRecorded(folder: string, name: string): string {
  return /^[a-z]:[\\/]/i.test(folder) ? win32.join(folder, name) : posix.join(folder, name);
}

function attempt<T>(action: () => T): T | Error {
  try {
    return action();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function isAbsent(error: Error): boolean {
  return 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
