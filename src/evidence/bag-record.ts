import { join } from 'node:path';
import { readRegularText } from '../regular-file.ts';
import { bagFiles } from './bag.ts';
import type { Gap } from './gap.ts';
import type { Home } from './home.ts';

/**
 * What the custody log of a bag says of a file of the evidence. The copy belongs to whoever collected it, and of some
 * files there is none: this is what the file itself was.
 */
export interface RecordedFile {
  readonly sizeBytes: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  /** Permission bits. */
  readonly mode?: number;
  /** Numeric, as the file system had it. */
  readonly ownerId?: number;
  readonly isCopied: boolean;
  readonly isFolder: boolean;
  /** Why the bag has less than it should have. */
  readonly loss?: string;
  /** Kind of the credential that it holds. */
  readonly credential?: string;
  readonly sha256?: string;
  /** `elf`, `script`, … of a program that was only looked at. */
  readonly kind?: string;
  readonly interpreter?: string;
}

/** What a collection could not read, and what was written to while it read: no home has that gap by itself. */
export function collectionGaps(home: Home): Gap[] {
  return [...recordedFiles(home)].flatMap(([path, { loss, isCopied }]) =>
    loss === undefined
      ? []
      : [{ kind: isCopied ? 'truncated' : 'unreadable', reason: loss, evidence: { path } } as const],
  );
}

const known = new WeakMap<Home, ReadonlyMap<string, RecordedFile>>();
/** Of a copy whose original changed during every read. */
export const tornReason = 'was written to during every read: the end of the copy may be missing';
const nothing: ReadonlyMap<string, RecordedFile> = new Map();

/** Every file that the log of the bag names, by its path in the evidence; none where the home is no bag. */
export function recordedFiles(home: Home): ReadonlyMap<string, RecordedFile> {
  if (home.bag === undefined) return nothing;
  const files = known.get(home) ?? readLog(join(home.bag, bagFiles.custody));
  known.set(home, files);
  return files;
}

/** A line that says nothing of a file is no gap: whether the log is whole is for `verify` to say. */
function readLog(path: string): ReadonlyMap<string, RecordedFile> {
  const files = new Map<string, RecordedFile>();
  for (const line of textOf(path).split('\n')) {
    const fields = fieldsOf(line);
    const file = fields && recorded(fields);
    if (file) files.set(String(fields['path']), file);
  }
  return files;
}

function recorded(fields: Readonly<Record<string, unknown>>): RecordedFile | undefined {
  const { action, path, sizeBytes, modifiedAt, mode, ownerId, isFolder, inBundle } = fields;
  if ((action !== 'copied' && action !== 'not-copied') || typeof path !== 'string') return undefined;
  if (typeof sizeBytes !== 'number' || typeof modifiedAt !== 'string' || inBundle === true) return undefined;
  return {
    sizeBytes,
    modifiedAt,
    isCopied: action === 'copied',
    isFolder: isFolder === true,
    ...lossOf(fields),
    ...(typeof mode === 'string' && /^[0-7]{3,4}$/.test(mode) && { mode: Number.parseInt(mode, 8) }),
    ...(typeof ownerId === 'number' && { ownerId }),
    ...texts(fields),
  };
}

function lossOf({ isGap, torn, reason }: Readonly<Record<string, unknown>>): Pick<RecordedFile, 'loss'> {
  if (torn === true) return { loss: tornReason };
  return isGap === true ? { loss: `was not collected: ${String(reason)}` } : {};
}

function texts(fields: Readonly<Record<string, unknown>>) {
  const { credential, sha256, kind, interpreter } = fields;
  return {
    ...(typeof credential === 'string' && { credential }),
    ...(typeof sha256 === 'string' && { sha256 }),
    ...(typeof kind === 'string' && { kind }),
    ...(typeof interpreter === 'string' && { interpreter }),
  };
}

function fieldsOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function textOf(path: string): string {
  try {
    return readRegularText(path);
  } catch {
    return '';
  }
}
