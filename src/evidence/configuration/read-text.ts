import { closeSync, fstatSync, lstatSync, readSync, type Stats } from 'node:fs';
import { openWithoutTrace } from '../../regular-file.ts';
import { recordedFiles } from '../bag-record.ts';
import type { GapKind, ReportGap } from '../gap.ts';
import { type Home, recordedPathOf, referencePath } from '../home.ts';
import {
  binaryPropertyListAsXml,
  type DecodedList,
  isBinaryPropertyList,
} from '../property-lists/binary-property-list.ts';
import { encodingOf } from '../text-encoding.ts';
import { followLinks } from './follow-links.ts';

/** What is read, from where, and to whom gaps go. */
export interface Evidence {
  readonly home: Home;
  /** The home is the one that this machine runs with: absolute paths of the evidence are paths of this machine. */
  readonly isLive: boolean;
  readonly reportGap: ReportGap;
}

/** What the reading of configurations asks of a file. */
type FileStat = Pick<Stats, 'size' | 'mode' | 'uid' | 'mtime'>;

/** A regular file that was opened for reading; links are already followed. */
export interface OpenedFile {
  readonly descriptor: number;
  /** Of the file itself; of a copy in a bag, what was recorded of the original. */
  readonly stat: FileStat;
  /** Where the links led. */
  readonly path: string;
}

/** Text of a small file. */
export interface TextFile {
  readonly text: string;
  readonly sizeBytes: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
}

/** Configurations grow to some megabytes where an agent keeps its history in them; beyond this something is wrong. */
const configurationBytesAtMost = 32 * 1024 * 1024;

/**
 * A whole small file (a binary property list as XML), or nothing: silently where there is none, with a gap where it cannot be read, is no regular
 * file, lies behind a link out of the evidence, or is larger than the bound.
 * @param path absolute, on this machine
 */
export function readText(path: string, evidence: Evidence, maximumBytes = configurationBytesAtMost) {
  return withFile(path, evidence, (file): TextFile | undefined => {
    if (file.stat.size > maximumBytes) {
      report(evidence, path, [
        'truncated',
        `is ${file.stat.size} bytes long; at most ${maximumBytes} are read`,
      ]);
      return undefined;
    }
    const { size, mtime } = file.stat;
    const { text, losses } = decode(readBytes(file, size));
    for (const reason of losses) report(evidence, path, ['malformed', reason]);
    return { text, sizeBytes: size, modifiedAt: mtime.toISOString() };
  });
}

/** Opens only regular files: a device, a pipe or a socket in place of a configuration would never end. */
export function withFile<T>(path: string, evidence: Evidence, use: (file: OpenedFile) => T): T | undefined {
  let descriptor: number | undefined;
  try {
    const followed = follow(path, evidence);
    if (followed === undefined) return undefined;
    const found = lstatSync(followed);
    if (found.isDirectory()) return undefined;
    if (!found.isFile()) {
      report(evidence, path, ['unreadable', 'is no regular file and was not opened']);
      return undefined;
    }
    descriptor = openWithoutTrace(followed);
    return use({ descriptor, stat: asRecorded(fstatSync(descriptor), followed, evidence), path: followed });
  } catch (error) {
    if (!isAbsence(error)) report(evidence, path, ['unreadable', `cannot be read: ${codeOf(error)}`]);
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function asRecorded(stat: Stats, path: string, { home }: Evidence): FileStat {
  const recorded = recordedFiles(home).get(recordedPathOf(home, path));
  if (!recorded) return stat;
  const { mode = stat.mode, ownerId = stat.uid, modifiedAt } = recorded;
  return { size: stat.size, mode, uid: ownerId, mtime: new Date(modifiedAt) };
}

const unread = {
  outside: 'is a link out of the evidence; not followed',
  beyond: 'lies outside of the evidence; not read: --repo, --map or --root names what belongs to it',
  loop: 'is a link that never ends',
} as const;

function follow(path: string, evidence: Evidence): string | undefined {
  const followed = followLinks(path, evidence.home);
  if (followed.kind === 'path') return followed.path;
  if (followed.kind !== 'absent') report(evidence, path, ['unreadable', unread[followed.kind]]);
  return undefined;
}

function readBytes({ descriptor }: OpenedFile, size: number): Buffer {
  const buffer = Buffer.alloc(size);
  let filled = 0;
  while (filled < size) {
    const count = readSync(descriptor, buffer, filled, size - filled, filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}

function decode(bytes: Buffer): DecodedList {
  if (isBinaryPropertyList(bytes)) return binaryPropertyListAsXml(bytes);
  const encoding = encodingOf(bytes);
  const text = encoding === 'utf-8' ? bytes.toString('utf8') : new TextDecoder(encoding).decode(bytes);
  return { text, losses: [] };
}

function report(
  { home, reportGap }: Evidence,
  path: string,
  [kind, reason]: readonly [GapKind, string],
): void {
  reportGap({ kind, reason, evidence: { path: referencePath(home, path) } });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(codeOf(error));
}
