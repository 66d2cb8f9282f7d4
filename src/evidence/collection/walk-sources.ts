import { lstatSync, readdirSync, readlinkSync, type Stats } from 'node:fs';
import { dirname, join, posix, win32 } from 'node:path';
import { followLinks } from '../configuration/follow-links.ts';
import type { Evidence } from '../configuration/read-text.ts';
import { credentialAt, type ReachableCredential } from '../exposure/reachable-credentials.ts';
import { isBundledFile } from '../git/object-files.ts';
import { type Area, credentialFiles, perSession, skippedFolders } from './collection-places.ts';
import { leftBehind, type Point, type Source, sourceAt } from './source.ts';

/** What decides about a file on the way. */
export interface Walk {
  readonly evidence: Evidence;
  /** Session files that were last written before are left behind. */
  readonly since?: Date;
  /** Files that hold credentials, by their path in the evidence. */
  readonly credentials: ReadonlyMap<string, ReachableCredential>;
  /** Object folders, absolute on this machine → the git folders whose bundles hold their objects. */
  readonly stores: ReadonlyMap<string, readonly string[]>;
}

/** Deeper folders are recorded and left behind: no evidence that we know nests like that. */
const depthAtMost = 60;

/** Every file at or below a point, in a fixed order. */
export function* walkSources(point: Point, walk: Walk, depth = 0): Generator<Source> {
  const stat = attempt(() => lstatSync(point.file));
  if (depth === 0 && !(stat instanceof Error) && leadsOut(dirname(point.file), walk)) {
    yield leftBehind(point, undefined, 'lies behind a link that leads out of the evidence', true);
  } else if (stat instanceof Error) {
    if (!isAbsent(stat)) yield leftBehind(point, undefined, `could not be looked at: ${stat.message}`, true);
  } else if (stat.isSymbolicLink()) {
    yield* link(point, walk, depth);
  } else if (stat.isDirectory()) {
    yield* folder(point, walk, depth);
  } else if (stat.isFile()) {
    yield file(point, stat, walk);
  } else {
    yield leftBehind(point, stat, 'is neither a file nor a folder');
  }
}

export function joinRecorded(folder: string, name: string): string {
  return /^[a-z]:[\\/]/i.test(folder) ? win32.join(folder, name) : posix.join(folder, name);
}

function* folder(point: Point, walk: Walk, depth: number): Generator<Source> {
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
  const repositories = walk.stores.get(point.file);
  for (const name of names) {
    const recordedPath = joinRecorded(point.recordedPath, name);
    const area = depth === 0 ? areaOf(point, name) : point.area;
    const below = walkSources({ file: join(point.file, name), recordedPath, area }, walk, depth + 1);
    yield* repositories === undefined ? below : inBundles(below, point.file, repositories);
  }
}

/** @param name of an entry of the folder at which the walk began */
function areaOf({ area }: Point, name: string): Area {
  return area === 'agent' && perSession.has(name) ? 'transcripts' : area;
}

function* inBundles(
  below: Iterable<Source>,
  store: string,
  inBundlesOf: readonly string[],
): Generator<Source> {
  for (const source of below) yield isBundledFile(store, source.file) ? { ...source, inBundlesOf } : source;
}

function reasonToStop(point: Point, depth: number): { reason: string; isGap: boolean } | undefined {
  if (matches(skippedFolders, point.recordedPath)) {
    return { reason: 'installed packages, no evidence of what was done', isGap: false };
  }
  return depth > depthAtMost
    ? { reason: `nested deeper than ${depthAtMost} folders`, isGap: true }
    : undefined;
}

function file(point: Point, stat: Stats, walk: Walk, linkTarget?: string): Source {
  const { recordedPath } = point;
  const known = walk.credentials.get(recordedPath);
  const credential =
    known ?? (namedAreas.has(point.area) ? credentialAt(point.file, walk.evidence) : undefined);
  const isLeft = credential !== undefined && !actsItself.test(slashed(recordedPath));
  if (isLeft || matches(credentialFiles, recordedPath)) {
    const kind = credential === undefined ? '' : ` (${credential.kind})`;
    const left = leftBehind(point, stat, `holds credentials${kind}: presence and time stamps only`);
    return { ...left, ...recordedCredential(known) };
  }
  if (walk.since && stat.mtime < walk.since && point.area === 'transcripts') {
    return leftBehind(point, stat, 'last written before --since');
  }
  return {
    ...sourceAt(point, stat),
    ...recordedCredential(known),
    ...(linkTarget !== undefined && { linkTarget }),
  };
}

/** Of files that only calls and repositories name: they can lie anywhere. */
const namedAreas: ReadonlySet<Area> = new Set(['work', 'programs', 'places']);

/** Files whose text makes programs run: evidence of what was done, whatever else stands in them. */
const actsItself = /\/(?:\.git\/config|\.envrc)$/;

/** Only of those in known places: they are what an exposure of the home tells. */
function recordedCredential(credential: ReachableCredential | undefined): Pick<Source, 'credential'> {
  return credential ? { credential: credential.kind } : {};
}

/**
 * A link to a file inside the evidence brings its content under the link's name, and so does one to a folder where it
 * stands for a place that is looked for: `~/.claude` in a folder of dotfiles. Any other is only recorded.
 */
function* link(point: Point, walk: Walk, depth: number): Generator<Source> {
  const linkTarget = attempt(() => readlinkSync(point.file));
  const followed = attempt(() => followLinks(point.file, walk.evidence.home));
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
    yield file({ ...point, file: followed.path }, stat, walk, linkTarget);
    return;
  }
  if (!(stat instanceof Error) && stat.isDirectory() && depth === 0) {
    yield* folder({ ...point, file: followed.path }, walk, depth);
    return;
  }
  yield leftBehind(point, undefined, `is a symbolic link to ${linkTarget}, which is no file`, true);
}

function leadsOut(folder: string, { evidence }: Walk): boolean {
  const followed = attempt(() => followLinks(folder, evidence.home));
  // What lies elsewhere itself was named by whoever may name it.
  return !(followed instanceof Error) && followed.kind !== 'path' && followed.kind !== 'beyond';
}

const linkEnds = {
  absent: 'there is nothing',
  outside: 'it leads out of the evidence',
  beyond: 'it lies outside of the evidence',
  loop: 'it never ends',
} as const;

function matches(patterns: readonly RegExp[], recordedPath: string): boolean {
  return patterns.some((pattern) => pattern.test(slashed(recordedPath)));
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
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
