import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isObjectId } from './object-id.ts';
import { readBoundedFile, reasonOf } from './read-bounded-file.ts';
import { firstLine, type RepositoryLayout } from './repository-layout.ts';
import { type RepositoryReading, reporter } from './repository-reading.ts';

/** A name for an object. Symbolic refs other than HEAD are left out: what they name is listed itself. */
export interface Ref {
  readonly name: string;
  readonly sha: string;
}

/** Where a HEAD points. */
export interface Head {
  /** The branch, absent where HEAD is detached. */
  readonly ref?: string;
  /** Absent on a branch without commits. */
  readonly sha?: string;
}

const packedRefsLimitBytes = 256 * 1024 * 1024;
const refsAtMost = 500_000;

/** Length of an object id: 20 bytes for SHA-1, 32 for SHA-256. */
export function idBytesOf(refs: readonly Ref[]): 20 | 32 {
  return refs.some(({ sha }) => sha.length === 64) ? 32 : 20;
}

/** Loose and packed refs, sorted by name; a loose one wins. */
export function readRefs(layout: RepositoryLayout, reading: RepositoryReading): Ref[] {
  const refs = new Map(packedRefs(layout.commonDirectory, reading));
  for (const name of looseNames(layout.commonDirectory, reading)) {
    const path = join(layout.commonDirectory, name);
    const line = firstLine(path);
    if (line !== undefined && isObjectId(line)) refs.set(name, line);
    else if (!line?.startsWith('ref: ')) {
      reporter(reading)('malformed', 'the ref does not hold an object id', path);
    }
  }
  return [...refs].map(([name, sha]) => ({ name, sha })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @param gitDirectory of the working tree whose HEAD is asked for */
export function readHead(gitDirectory: string, refs: readonly Ref[], reading: RepositoryReading): Head {
  const line = firstLine(join(gitDirectory, 'HEAD'));
  if (line !== undefined && isObjectId(line)) return { sha: line };
  const ref = line?.startsWith('ref: ') ? line.slice('ref: '.length).trim() : undefined;
  if (ref === undefined || !isRefName(ref)) {
    reporter(reading)('malformed', 'HEAD names neither a branch nor a commit', join(gitDirectory, 'HEAD'));
    return {};
  }
  const sha = refs.find(({ name }) => name === ref)?.sha;
  return { ref, ...(sha !== undefined && { sha }) };
}

/** https://git-scm.com/docs/git-check-ref-format; only such names reach the clean room. */
export function isRefName(name: string): boolean {
  return (
    /^refs\/[^\p{Cc} ~^:?*[\\]+$/u.test(name) &&
    !/\.\.|\/\/|@\{|\/\.|\.lock(?:\/|$)|[/.]$/.test(name) &&
    name.length <= 1024
  );
}

function packedRefs(commonDirectory: string, reading: RepositoryReading): [string, string][] {
  const path = join(commonDirectory, 'packed-refs');
  const report = reporter(reading);
  const read = readBoundedFile(path, packedRefsLimitBytes);
  if (read.state === 'absent') return [];
  if (read.state === 'refused') {
    report('unreadable', `the packed refs could not be read: ${read.reason}`, path);
    return [];
  }
  if (read.cut) report('truncated', 'only the end of the packed refs was read', path);
  const found: [string, string][] = [];
  let malformed = 0;
  for (const line of read.bytes.toString('utf8').split('\n')) {
    if (line === '' || line.startsWith('#') || line.startsWith('^')) continue;
    const [sha = '', name = ''] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
    if (isObjectId(sha) && isRefName(name)) found.push([name, sha]);
    else malformed += 1;
  }
  if (malformed > 0) report('malformed', `${malformed} packed refs are not ones that git writes`, path);
  return found;
}

function looseNames(commonDirectory: string, reading: RepositoryReading): string[] {
  const found: string[] = [];
  const waiting = ['refs'];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(join(commonDirectory, folder), reading)) {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) waiting.push(name);
      else if (isRefName(name)) found.push(name);
    }
    if (found.length > refsAtMost) {
      reporter(reading)(
        'truncated',
        'there are too many refs; the rest was not read',
        join(commonDirectory, 'refs'),
      );
      return found;
    }
  }
  return found;
}

function entriesOf(folder: string, reading: RepositoryReading): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    reporter(reading)('unreadable', `the refs could not be read: ${reasonOf(error)}`, folder);
    return [];
  }
}
