import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TriageError } from '../errors.ts';
import { bagFiles, bagInfo, bagLabels } from '../evidence/bag.ts';
import { fileDigest } from '../evidence/file-digest.ts';
import { type CustodyReading, readCustody } from './custody-log.ts';
import { type ManifestEntry, parseManifest } from './manifest.ts';

/** One way in which a bag is not what it was. */
export interface BagProblem {
  readonly kind: 'changed' | 'missing' | 'unlisted' | 'custody' | 'form';
  /** Relative to the bag. */
  readonly path: string;
  readonly reason: string;
}

/** What a check of a bag found. */
export interface BagCheck {
  readonly folder: string;
  readonly files: number;
  readonly custodyLines: number;
  /** SHA-256 of the tag manifest, to compare with what `collect` printed. */
  readonly seal: string;
  readonly problems: readonly BagProblem[];
}

/**
 * Reads every byte of a bag and compares it with its manifests and its custody log.
 * @throws {TriageError} where the folder is no bag
 */
export function verifyBag(folder: string, progress: (line: string) => void): BagCheck {
  const info = bagInfo(folder);
  if (!info)
    throw new TriageError(`no bag: ${folder}`, `${bagFiles.declaration} is not there or not readable`);
  const payload = readManifest(folder, bagFiles.manifest);
  const tags = readManifest(folder, bagFiles.tagManifest);
  const custody = readCustody(join(folder, bagFiles.custody));
  const listed = [...payload.entries, ...tags.entries];
  const problems = [
    ...payload.problems,
    ...tags.problems,
    ...listed.flatMap((entry) => compare(folder, entry, progress)),
    ...unlisted(folder, listed),
    ...custodyProblems(custody, payload.entries, info.get(bagLabels.custodyHead)),
  ];
  return {
    folder,
    files: payload.entries.length,
    custodyLines: custody.lines.length,
    seal: fileDigest(join(folder, bagFiles.tagManifest)) ?? '',
    problems,
  };
}

function readManifest(folder: string, path: string): { entries: ManifestEntry[]; problems: BagProblem[] } {
  try {
    const { entries, badLines } = parseManifest(readFileSync(join(folder, path), 'utf8'));
    const climbing = entries.filter(
      (entry) => entry.path.split('/').includes('..') || entry.path.startsWith('/'),
    );
    const problems = [
      ...badLines.map((line) => ({
        kind: 'form' as const,
        path,
        reason: `line ${line} is no manifest entry`,
      })),
      ...climbing.map((entry) => ({
        kind: 'form' as const,
        path,
        reason: `names a path outside: ${entry.path}`,
      })),
    ];
    return { entries: entries.filter((entry) => !climbing.includes(entry)), problems };
  } catch {
    return { entries: [], problems: [{ kind: 'missing', path, reason: 'is not there or not readable' }] };
  }
}

function compare(
  folder: string,
  { path, sha256 }: ManifestEntry,
  progress: (line: string) => void,
): BagProblem[] {
  progress(`verifying ${path}`);
  const actual = fileDigest(join(folder, path));
  if (actual === undefined) return [{ kind: 'missing', path, reason: 'is not there or not readable' }];
  if (actual === sha256) return [];
  return [{ kind: 'changed', path, reason: `has SHA-256 ${actual}, the manifest says ${sha256}` }];
}

function unlisted(folder: string, listed: readonly ManifestEntry[]): BagProblem[] {
  const known = new Set([...listed.map(({ path }) => path), bagFiles.tagManifest]);
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split('\\')
        .join('/'),
    );
  return found
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
