import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readlinkSync, readSync } from 'node:fs';
import { isAbsolute, posix } from 'node:path';
import { readRegularFile, withRegularFile } from '../regular-file.ts';
import { homeOf } from '../shell/homes.ts';
import { recordedFiles } from './bag-record.ts';
import { type Home, hostPath, isElsewhere } from './home.ts';

/** What stands at a path now. */
export type FileState =
  | { readonly kind: 'absent' }
  /** `blobId` as git (SHA-1) names the content; both sums are absent for a file over the bound. */
  | {
      readonly kind: 'file';
      readonly sizeBytes: number;
      readonly blobId?: string;
      /** Lower case hexadecimal. */
      readonly sha256?: string;
    }
  | { readonly kind: 'folder' }
  /** A link, a device, or something that cannot be looked at. */
  | { readonly kind: 'other' };

const hashedAtMostBytes = 256 * 1024 * 1024;

/** @param recorded absolute, as the evidence writes it */
export function fileState(home: Home, recorded: string): FileState {
  const path = hostPath(home, recorded);
  if (!mayBeLookedUp(home, recorded)) return { kind: 'other' };
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (!found && recordedFiles(home).get(recorded)?.isCopied === false)
      return withoutContent(home, recorded);
    if (!found) return isHere(home, recorded) ? { kind: 'absent' } : { kind: 'other' };
    if (found.isDirectory()) return { kind: 'folder' };
    return found.isFile() ? hashed(path) : { kind: 'other' };
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOTDIR';
    return { kind: missing && isHere(home, recorded) ? 'absent' : 'other' };
  }
}

/**
 * Where the link leads that stands at the path itself, as the evidence writes paths; undefined where none stands there.
 * @param recorded absolute, as the evidence writes it
 */
export function linkTarget(home: Home, recorded: string): string | undefined {
  if (!mayBeLookedUp(home, recorded)) return undefined;
  const path = hostPath(home, recorded);
  try {
    const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    return isLink ? posix.resolve(posix.dirname(recorded), readlinkSync(path)) : undefined;
  } catch {
    return undefined;
  }
}

/** When a regular file was last written, in milliseconds since 1970; undefined where there is none here. */
export function writtenAtMs(home: Home, recorded: string): number | undefined {
  if (!mayBeLookedUp(home, recorded)) return undefined;
  try {
    const found = lstatSync(hostPath(home, recorded), { throwIfNoEntry: false });
    return found?.isFile() ? found.mtimeMs : undefined;
  } catch {
    return undefined;
  }
}

function mayBeLookedUp(home: Home, recorded: string): boolean {
  return (home.root !== undefined || isAbsolute(recorded)) && !isElsewhere(home, recorded);
}

/** A bag has only the place of a credential file and of a folder. */
function withoutContent(home: Home, recorded: string): FileState {
  const file = recordedFiles(home).get(recorded);
  if (!file) return { kind: 'absent' };
  return file.isFolder ? { kind: 'folder' } : { kind: 'file', sizeBytes: file.sizeBytes };
}

/** Whether the tree is here at all in which a path lies: of a collected home alone, nothing else can be missed. */
function isHere(home: Home, recorded: string): boolean {
  const top = homeOf(recorded) ?? /^(?:[A-Za-z]:)?[\\/][^\\/]+/.exec(recorded)?.[0];
  return top !== undefined && existsSync(hostPath(home, top));
}

function hashed(path: string): FileState {
  return withRegularFile(path, ({ descriptor, stat: { size } }): FileState => {
    if (size > hashedAtMostBytes) return { kind: 'file', sizeBytes: size };
    const hash = createHash('sha1').update(`blob ${size}\0`);
    const plain = createHash('sha256');
    const buffer = Buffer.alloc(Math.min(size, 1024 * 1024) || 1);
    let left = size;
    while (left > 0) {
      const read = readSync(descriptor, buffer, 0, Math.min(buffer.length, left), null);
      if (read === 0) return { kind: 'file', sizeBytes: size };
      hash.update(buffer.subarray(0, read));
      plain.update(buffer.subarray(0, read));
      left -= read;
    }
    return { kind: 'file', sizeBytes: size, blobId: hash.digest('hex'), sha256: plain.digest('hex') };
  });
}

const readAtMostBytes = 4 * 1024 * 1024;

/** The text of a small file; undefined where it is none, or is not UTF-8. */
export function readFileText(home: Home, recorded: string): string | undefined {
  const state = fileState(home, recorded);
  if (state.kind !== 'file' || state.sizeBytes > readAtMostBytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readRegularFile(hostPath(home, recorded)));
  } catch {
    return undefined;
  }
}
