import { lstatSync, readdirSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, join, posix, relative, win32 } from 'node:path';
import { type Home, hostPath } from '../home.ts';
import {
  type Area,
  credentialFiles,
  homePlaces,
  perSession,
  repositoryPlaces,
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
  readonly modifiedMs: number;
  /** Why the content is not copied; absent where it is. */
  readonly leftBehind?: string;
  /** Something is missing from the collection because of it, as opposed to left out on purpose. */
  readonly isGap?: true;
  /** Target of the symbolic link under whose name the content is copied. */
  readonly linkTarget?: string;
}

export interface Selection {
  readonly home: Home;
  /** Working folders and repositories, absolute, in the evidence's own form. */
  readonly repositories: readonly string[];
  /** Whether places outside the home are this machine's own or below the root of the evidence. */
  readonly system: boolean;
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

function startingPoints({ home, repositories, system }: Selection): Point[] {
  const below = (path: string) => joinRecorded(home.recordedPath, path);
  return [
    ...homePlaces.map(({ path, area }) => ({ file: join(home.directory, path), recordedPath: below(path), area })),
    ...(system ? systemPlaces : []).map(({ path, area }) => ({ file: hostPath(home, path), recordedPath: path, area })),
    ...repositories.flatMap((folder) =>
      repositoryPlaces.map((path) => {
        const recordedPath = joinRecorded(folder, path);
        return { file: hostPath(home, recordedPath), recordedPath, area: 'repository' as const };
      }),
    ),
  ];
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
  if (stop !== undefined) return yield leftBehind(point, undefined, stop.reason, stop.isGap);
  const names = attempt(() => readdirSync(point.file).sort());
  if (names instanceof Error) {
    return yield leftBehind(point, undefined, `could not be listed: ${names.message}`, true);
  }
  for (const name of names) {
    const recordedPath = joinRecorded(point.recordedPath, name);
    yield* walk({ file: join(point.file, name), recordedPath, area: areaOf(point.area, recordedPath) }, selection, depth + 1);
  }
}

function reasonToStop(point: Point, depth: number): { reason: string; isGap: boolean } | undefined {
  if (matches(skippedFolders, point.recordedPath)) {
    return { reason: 'installed packages, no evidence of what was done', isGap: false };
  }
  return depth > depthAtMost ? { reason: `nested deeper than ${depthAtMost} folders`, isGap: true } : undefined;
}

function file(point: Point, stat: Stats, { since }: Selection, linkTarget?: string): Source {
  if (matches(credentialFiles, point.recordedPath)) {
    return leftBehind(point, stat, 'holds credentials: presence and time stamps only');
  }
  if (since && stat.mtime < since && perSession.test(slashed(point.recordedPath))) {
    return leftBehind(point, stat, 'last written before --since');
  }
  return { ...metadata(point, stat), ...(linkTarget !== undefined && { linkTarget }) };
}

/** A link to a file inside the evidence brings its content under the link's name; any other is only recorded. */
function* link(point: Point, selection: Selection): Generator<Source> {
  const linkTarget = attempt(() => readlinkSync(point.file));
  const real = attempt(() => realpathSync(point.file));
  if (linkTarget instanceof Error || real instanceof Error) {
    return yield leftBehind(point, undefined, 'is a symbolic link whose target is not there', true);
  }
  const boundary = attempt(() => realpathSync(selection.home.root ?? selection.home.directory));
  const stat = attempt(() => statSync(real));
  if (boundary instanceof Error || stat instanceof Error) {
    return yield leftBehind(point, undefined, `is a symbolic link to ${linkTarget}, which cannot be read`, true);
  }
  const inside = relative(boundary, real);
  if (inside.startsWith('..') || isAbsolute(inside)) {
    return yield leftBehind(point, undefined, `is a symbolic link out of the evidence, to ${linkTarget}`, true);
  }
  if (!stat.isFile()) {
    return yield leftBehind(point, undefined, `is a symbolic link to the folder ${linkTarget}`, true);
  }
  yield file({ ...point, file: real }, stat, selection, linkTarget);
}

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
    modifiedMs: stat?.mtimeMs ?? 0,
  };
}

function areaOf(area: Area, recordedPath: string): Area {
  return area === 'agent' && perSession.test(slashed(recordedPath)) ? 'transcripts' : area;
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
