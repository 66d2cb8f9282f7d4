import { join } from 'node:path';
import { readBoundedFile } from './read-bounded-file.ts';

/** What an index says of one path. */
export interface IndexEntry {
  readonly sha: string;
  readonly path: string;
  /** A submodule: the entry tells of a folder, and git writes no file for it. */
  readonly isGitlink: boolean;
  /** When the file was last written, as git saw it: milliseconds since 1970. */
  readonly modifiedAtMs: number;
}

const entriesAtMost = 500_000;
const indexLimitBytes = 256 * 1024 * 1024;

/** Entries of an index file, or none where there is no readable one. @param name `index`, or one that was left behind */
export function readIndex(gitDirectory: string, idBytes: number, name = 'index'): IndexEntry[] {
  const file = readBoundedFile(join(gitDirectory, name), indexLimitBytes);
  return file.state === 'read' && !file.cut ? parseIndex(file.bytes, idBytes) : [];
}

/**
 * Reads the entries of an index, versions 2 to 4, whatever is left of it: an index that nobody uses any more still
 * names what was once staged. https://git-scm.com/docs/gitformat-index
 * @param idBytes 20 for SHA-1, 32 for SHA-256
 */
export function parseIndex(bytes: Buffer, idBytes: number): IndexEntry[] {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return [];
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return [];
  const count = Math.min(bytes.readUInt32BE(8), entriesAtMost);
  const found: IndexEntry[] = [];
  let at = 12;
  let previous = '';
  while (found.length < count) {
    const entry = entryAt(bytes, at, { version, idBytes, previous });
    if (!entry) break;
    const { sha, path, isGitlink, modifiedAtMs } = entry;
    found.push({ sha, path, isGitlink, modifiedAtMs });
    previous = entry.path;
    at = entry.end;
  }
  return found;
}

interface EntryForm {
  readonly version: number;
  readonly idBytes: number;
  readonly previous: string;
}

const statBytes = 40;
const extendedFlag = 0x4000;

function entryAt(bytes: Buffer, start: number, { version, idBytes, previous }: EntryForm) {
  const flagsAt = start + statBytes + idBytes;
  if (flagsAt + 2 > bytes.length) return undefined;
  const sha = bytes.toString('hex', start + statBytes, flagsAt);
  const extended = version >= 3 && (bytes.readUInt16BE(flagsAt) & extendedFlag) !== 0;
  let nameAt = flagsAt + (extended ? 4 : 2);
  let prefix = '';
  if (version === 4) {
    const strip = variableWidth(bytes, nameAt);
    if (!strip || strip.value > previous.length) return undefined;
    prefix = previous.slice(0, previous.length - strip.value);
    nameAt = strip.end;
  }
  const nul = bytes.indexOf(0, nameAt);
  if (nul < 0) return undefined;
  const path = prefix + bytes.toString('utf8', nameAt, nul);
  // Versions 2 and 3 fill up with 1 to 8 NUL bytes to a multiple of eight.
  const end = version === 4 ? nul + 1 : start + Math.ceil((nul + 1 - start) / 8) * 8;
  const modifiedAtMs = bytes.readUInt32BE(start + 8) * 1000 + bytes.readUInt32BE(start + 12) / 1e6;
  const isGitlink = bytes.readUInt32BE(start + 24) >>> 12 === 0o16;
  return { sha, path, isGitlink, modifiedAtMs, end };
}

/** The offset encoding of pack files. */
function variableWidth(bytes: Buffer, start: number): { value: number; end: number } | undefined {
  let value = 0;
  for (let at = start; at < Math.min(bytes.length, start + 5); at += 1) {
    const byte = bytes[at] ?? 0;
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return { value, end: at + 1 };
    value += 1;
  }
  return undefined;
}
