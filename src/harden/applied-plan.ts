import { createHash } from 'node:crypto';
import { TriageError } from '../errors.ts';
import type { PlannedFile } from './planned-file.ts';
import type { RootFiles, StandingFile } from './root-files.ts';
import { isSettings } from './settings-tree.ts';

/** What was done to one file, and what stood there before. */
interface AppliedFile {
  readonly path: string;
  readonly purpose: string;
  /** Of what was written. */
  readonly sha256: string;
  readonly before?: { readonly base64: string; readonly mode: number; readonly modifiedAt: string };
}

interface Applied {
  readonly schemaVersion: 1;
  readonly appliedAt: string;
  readonly files: readonly AppliedFile[];
  /** Folders that had to be made, relative to the root, outermost first. */
  readonly folders: readonly string[];
}

/** Beside what was written: without it nothing can be taken back or compared byte by byte. */
const recordPath = 'yolo-triage/harden-record.json';

/** Writes the files and the record of what stood there before; a second time keeps the first record's originals. */
export function applyPlan(files: readonly PlannedFile[], root: RootFiles, now: Date): void {
  const earlier = readRecord(root);
  const folders = new Set(earlier?.folders);
  const applied = files.map((file): AppliedFile => {
    const known = earlier?.files.find(({ path }) => path === file.path);
    const before = known ? known.before : stored(root.read(file.path));
    for (const folder of root.write(file.path, file.bytes)) folders.add(folder);
    return {
      path: file.path,
      purpose: file.purpose,
      sha256: sha256Of(file.bytes),
      ...(before && { before }),
    };
  });
  const others = (earlier?.files ?? []).filter(({ path }) => !files.some((file) => file.path === path));
  const record = (made: Iterable<string>): Applied => ({
    schemaVersion: 1,
    appliedAt: now.toISOString(),
    files: [...others, ...applied],
    folders: [...made],
  });
  const made = root.write(recordPath, encoded(record(folders)), 0o600);
  if (made.length > 0) root.write(recordPath, encoded(record([...folders, ...made])), 0o600);
}

/** One difference between what was written and what stands there. */
export interface Drift {
  readonly path: string;
  readonly problem: string;
}

/** Every written file byte by byte; nothing where no record stands below the root. */
export function driftOf(root: RootFiles): readonly Drift[] {
  const record = readRecord(root);
  return (record?.files ?? []).flatMap(({ path, sha256 }) => {
    const found = root.read(path);
    if (!found) return [{ path, problem: 'was deleted since it was written' }];
    return sha256Of(found.bytes) === sha256 ? [] : [{ path, problem: 'was changed since it was written' }];
  });
}

/**
 * Puts back the bytes, permissions and times that stood there before, and removes what was not there.
 * @returns what was put back or removed
 * @throws {TriageError} where there is no record, or a file was changed since: that change would be lost
 */
export function revertPlan(root: RootFiles): readonly string[] {
  const record = readRecord(root);
  if (!record) throw new TriageError(`nothing to revert: no ${recordPath} below ${root.root}`);
  const changed = driftOf(root).filter(({ problem }) => problem.includes('changed'));
  if (changed.length > 0) {
    const names = changed.map(({ path }) => path).join(', ');
    throw new TriageError(
      `changed since they were written: ${names}`,
      'save those changes and write the plan again first',
    );
  }
  const done = record.files.map(({ path, before }) => {
    if (before) root.restore(path, { ...before, bytes: Buffer.from(before.base64, 'base64') });
    else root.remove(path);
    return `${before ? 'restored' : 'removed'} ${path}`;
  });
  root.remove(recordPath);
  for (const folder of [...record.folders].sort().reverse()) root.removeFolder(folder);
  return done;
}

function readRecord(root: RootFiles): Applied | undefined {
  const found = root.read(recordPath);
  if (!found) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(found.bytes));
    if (isApplied(value)) return value;
  } catch {
    // told below
  }
  throw new TriageError(
    `${recordPath} cannot be read`,
    'restore it from a backup; without it nothing can be reverted',
  );
}

function isApplied(value: unknown): value is Applied {
  if (!isSettings(value) || !Array.isArray(value['files']) || !Array.isArray(value['folders'])) return false;
  const files = value['files'].every(
    (file) => isSettings(file) && typeof file['path'] === 'string' && typeof file['sha256'] === 'string',
  );
  return files && value['folders'].every((folder) => typeof folder === 'string');
}

function stored(found: StandingFile | undefined): AppliedFile['before'] {
  if (!found) return undefined;
  const { bytes, mode, modifiedAt } = found;
  return { base64: Buffer.from(bytes).toString('base64'), mode, modifiedAt };
}

function encoded(record: Applied): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`);
}

/** In hexadecimal digits. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
