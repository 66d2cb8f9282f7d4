import { TriageError } from '../errors.ts';
import { bagFiles, bagLabels, parseBagInfo } from '../evidence/bag.ts';
import type { BagContents } from './bag-contents.ts';
import type { BagProblem } from './bag-problem.ts';
import { type CustodyReading, parseCustody } from './custody-log.ts';
import { type ManifestEntry, parseManifest } from './manifest.ts';

/** What a check of a bag found. */
export interface BagCheck {
  readonly schemaVersion: 1;
  /** The folder or the archive, absolute. */
  readonly place: string;
  readonly files: number;
  readonly custodyLines: number;
  /** SHA-256 of the tag manifest, to compare with what `collect` printed. */
  readonly seal: string;
  readonly problems: readonly BagProblem[];
}

/**
 * Compares every byte of a bag with its manifests and its custody log.
 * @throws {TriageError} where it is no bag
 */
export function verifyBag(contents: BagContents, progress: (line: string) => void): BagCheck {
  const info = parseBagInfo(contents.text);
  if (!info) {
    const why = contents.problems[0]?.reason ?? `${bagFiles.declaration} is not there or not readable`;
    throw new TriageError(`no bag: ${contents.place}`, why);
  }
  const payload = readManifest(contents, bagFiles.manifest);
  const tags = readManifest(contents, bagFiles.tagManifest);
  const custody = parseCustody(contents.text(bagFiles.custody) ?? '');
  const listed = [...payload.entries, ...tags.entries];
  const problems = [
    ...contents.problems,
    ...payload.problems,
    ...tags.problems,
    ...listed.flatMap((entry) => compare(contents, entry, progress)),
    ...unlisted(contents, listed),
    ...custodyProblems(custody, payload.entries, info.get(bagLabels.custodyHead)),
  ];
  return {
    schemaVersion: 1,
    place: contents.place,
    files: payload.entries.length,
    custodyLines: custody.lines.length,
    seal: contents.digest(bagFiles.tagManifest) ?? '',
    problems,
  };
}

function readManifest(
  contents: BagContents,
  path: string,
): { entries: ManifestEntry[]; problems: BagProblem[] } {
  const text = contents.text(path);
  if (text === undefined) {
    return { entries: [], problems: [{ kind: 'missing', path, reason: 'is not there or not readable' }] };
  }
  const { entries, badLines } = parseManifest(text);
  const { once, again } = eachOnce(entries);
  const climbing = once.filter(climbs);
  const problem = (reason: string): BagProblem => ({ kind: 'form', path, reason });
  const problems = [
    ...badLines.map((line) => problem(`line ${line} is no manifest entry`)),
    ...climbing.map((entry) => problem(`names a path outside: ${entry.path}`)),
    ...again.map((twice) => problem(`names a path more than once: ${twice}`)),
  ];
  return { entries: once.filter((entry) => !climbs(entry)), problems };
}

function climbs({ path }: ManifestEntry): boolean {
  return path.split('/').includes('..') || path.startsWith('/');
}

/** A file may stand in a manifest only once. https://www.rfc-editor.org/rfc/rfc8493#section-2.1.3 */
function eachOnce(entries: readonly ManifestEntry[]): { once: ManifestEntry[]; again: string[] } {
  const first = new Map<string, ManifestEntry>();
  const again = new Set<string>();
  for (const entry of entries) {
    if (first.has(entry.path)) again.add(entry.path);
    else first.set(entry.path, entry);
  }
  return { once: [...first.values()], again: [...again] };
}

function compare(
  contents: BagContents,
  { path, sha256 }: ManifestEntry,
  progress: (line: string) => void,
): BagProblem[] {
  progress(`verifying ${path}`);
  const actual = contents.digest(path);
  if (actual === undefined) return [{ kind: 'missing', path, reason: 'is not there or not readable' }];
  if (actual === sha256) return [];
  return [{ kind: 'changed', path, reason: `has SHA-256 ${actual}, the manifest says ${sha256}` }];
}

function unlisted({ paths }: BagContents, listed: readonly ManifestEntry[]): BagProblem[] {
  const known = new Set([...listed.map(({ path }) => path), bagFiles.tagManifest]);
  return paths
    .filter((path) => !known.has(path))
    .sort()
    .map((path) => ({ kind: 'unlisted', path, reason: 'stands in no manifest' }));
}

function custodyProblems(
  { lines, head, problems }: CustodyReading,
  payload: readonly ManifestEntry[],
  expectedHead: string | undefined,
): BagProblem[] {
  const problem = (reason: string): BagProblem => ({ kind: 'custody', path: bagFiles.custody, reason });
  const copied = new Map<string, string>();
  for (const line of lines) {
    if (line.action === 'dropped') copied.delete(line.payload);
    else if ('payload' in line) copied.set(line.payload, line.sha256);
  }
  const unequal = payload.filter(({ path, sha256 }) => copied.get(path) !== sha256);
  const listed = new Set(payload.map(({ path }) => path));
  const dropped = [...copied.keys()].filter((path) => !listed.has(path));
  return [
    ...problems.map(problem),
    ...(head === expectedHead ? [] : [problem(`its last line is not the one that ${bagFiles.info} names`)]),
    ...unequal.map(({ path }) => problem(`does not say that ${path} was copied with the manifest's digest`)),
    ...dropped.map((path) => problem(`says that ${path} was copied; no manifest lists it`)),
  ];
}
