import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { octal, type Source } from '../evidence/collection/source.ts';
import { fileDigest } from '../evidence/file-digest.ts';
import { type Collecting, type FileError, isFileError, unfinished } from './collecting.ts';
import { type Copy, copyFile } from './copy-file.ts';
import type { CopiedEntry } from './custody-entry.ts';
import { payloadPath } from './payload-path.ts';

/** Copies a source into the bag, or records it where its content stays behind. */
export function takeSource(source: Source, run: Collecting): void {
  run.progress(`collecting ${source.recordedPath}`);
  if (source.leftBehind !== undefined) {
    leave(source, source.leftBehind, run);
    return;
  }
  const payload = freePayload(payloadPath(source.recordedPath), run.entries);
  const target = join(run.work, payload);
  const before = run.earlier.get(payload);
  if (before?.action === 'copied' && isUnchanged(before, source, target)) {
    run.entries.set(payload, before);
    run.kept.push(source);
    run.resumedFiles += 1;
    return;
  }
  const copy = tryCopy(source, target, run);
  if (!copy) return;
  const entry = entryOf(source, payload, copy);
  run.log.append(entry);
  run.entries.set(payload, entry);
  run.kept.push({ ...source, sizeBytes: copy.sizeBytes });
  if (copy.torn) run.torn.push(source);
}

/** Of a file whose objects a bundle holds, only its place and its time are logged. */
export function logBundled({ recordedPath: path, sizeBytes, modifiedAt }: Source, run: Collecting): void {
  const reason = 'its objects are in the bundle of the repository';
  run.log.append({ action: 'not-copied', path, reason, sizeBytes, modifiedAt, inBundle: true });
}

/** Two names of the evidence can become one in the bag; the later one gets a number. */
function freePayload(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}~${number}`;
    if (!taken.has(name)) return name;
  }
}

function isUnchanged(before: CopiedEntry, source: Source, target: string): boolean {
  return (
    before.path === source.recordedPath &&
    before.sizeBytes === source.sizeBytes &&
    before.modifiedAt === source.modifiedAt &&
    fileDigest(target) === before.sha256
  );
}

/** What cannot be read is left behind; what cannot be written ends the run. */
function tryCopy(source: Source, target: string, run: Collecting): Copy | undefined {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const part = join(run.work, unfinished);
  try {
    return copyFile(source.file, part, target);
  } catch (error) {
    rmSync(part, { force: true });
    if (!isFileError(error) || isOutputError(error, run.work)) throw error;
    leave({ ...source, isGap: true }, `could not be read: ${error.code}`, run);
    return undefined;
  }
}

function leave(source: Source, reason: string, run: Collecting): void {
  const { recordedPath: path, sizeBytes, modifiedAt, mode, ownerId } = source;
  const { credential, isFolder, isGap, sha256, kind, interpreter } = source;
  if (isFolder) mkdirSync(join(run.work, payloadPath(path)), { recursive: true, mode: 0o700 });
  run.log.append({
    action: 'not-copied',
    path,
    reason,
    sizeBytes,
    modifiedAt,
    ...(mode !== undefined && { mode }),
    ...(ownerId !== undefined && { ownerId }),
    ...(credential !== undefined && { credential }),
    ...(isFolder && { isFolder }),
    ...(isGap && { isGap }),
    ...(sha256 !== undefined && { sha256 }),
    ...(kind !== undefined && { kind }),
    ...(interpreter !== undefined && { interpreter }),
  });
  run.leftBehind.push({ ...source, leftBehind: reason });
}

function entryOf(source: Source, payload: string, copy: Copy): CopiedEntry {
  const { stat, sha256, sizeBytes, tornReads, torn } = copy;
  const { credential, linkTarget } = source;
  return {
    action: 'copied',
    path: source.recordedPath,
    payload,
    sizeBytes,
    // Rounded as a look at the file rounds it: a later run compares the two.
    modifiedAt: new Date(Math.round(Number(stat.mtimeNs) / 1e6)).toISOString(),
    modifiedNs: String(stat.mtimeNs),
    mode: octal(stat),
    ownerId: Number(stat.uid),
    sha256,
    ...(credential !== undefined && { credential }),
    ...(tornReads > 0 && { tornReads }),
    ...(torn && { torn }),
    ...(linkTarget !== undefined && { linkTarget }),
  };
}

/** Of the side that is written to: it would fail for the next file, too. */
function isOutputError({ code, syscall, path }: FileError, work: string): boolean {
  return syscall === 'write' || code === 'ENOSPC' || path?.startsWith(work) === true;
}
