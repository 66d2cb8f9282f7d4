import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ReadEntry } from 'tar';
import { bagFiles } from '../evidence/bag.ts';
import { type BagContents, tagFiles } from './bag-contents.ts';
import type { BagProblem } from './bag-problem.ts';
import { openArchive } from './open-archive.ts';

/** A bag of a million files has tag files of this size. */
const tagBytesAtMost = 384 * 1024 * 1024;

/** What was read of an archive so far. */
interface Reading {
  readonly digests: Map<string, string>;
  readonly texts: Map<string, string>;
  readonly problems: BagProblem[];
  top: string | undefined;
  payloadBytes: number;
  abort(error: Error): void;
}

/**
 * Reads an archive from beginning to end and unpacks nothing: names that climb, links and compressed nothings meet no
 * disk.
 * @param identities secret keys in the form of age, for an encrypted one
 * @throws {TriageError} where the file is no such archive or cannot be decrypted
 */
export async function archiveContents(file: string, identities: readonly string[]): Promise<BagContents> {
  const { Parser } = await import('tar');
  const bytes = await openArchive(file, identities);
  const read: Reading = {
    digests: new Map(),
    texts: new Map(),
    problems: [],
    top: undefined,
    payloadBytes: 0,
    abort: (error) => parser.abort(error),
  };
  const parser = new Parser({
    brotli: false,
    zstd: false,
    onReadEntry: (entry) => take(entry, read),
    onwarn: (code, message) => {
      if (code !== 'TAR_ENTRY_INFO') read.problems.push(ofArchive(file, `is damaged: ${message}`));
    },
  });
  await feed(parser, bytes).catch((error: unknown) => {
    read.problems.push(
      ofArchive(file, `ends early: ${error instanceof Error ? error.message : String(error)}`),
    );
  });
  return {
    place: file,
    paths: [...read.digests.keys()],
    digest: (path) => read.digests.get(path),
    text: (path) => read.texts.get(path),
    problems: read.problems,
  };
}

async function feed(
  parser: InstanceType<typeof import('tar').Parser>,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  let isOver = false;
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    for (const event of ['abort', 'error']) parser.on(event, reject);
  });
  ended.catch(() => undefined);
  // What follows the end of a tar would only be gathered in memory.
  parser.on('eof', () => {
    isOver = true;
  });
  for await (const chunk of bytes) {
    const isFlowing = parser.write(Buffer.from(chunk));
    if (isOver) break;
    if (!isFlowing) await Promise.race([new Promise((resolve) => parser.once('drain', resolve)), ended]);
  }
  parser.end();
  await ended;
}

function take(entry: ReadEntry, read: Reading): void {
  const path = placeOf(entry, read);
  if (path?.startsWith('data/')) read.payloadBytes += entry.size;
  const isTooMuch = read.payloadBytes > saidBytes(read);
  if (path === undefined || isTooMuch) {
    if (isTooMuch) read.abort(new Error(`holds more than ${bagFiles.info} says`));
    entry.resume();
    return;
  }
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  const isTag = tagFiles.includes(path) && entry.size <= tagBytesAtMost;
  entry.on('data', (bytes: Buffer) => {
    hash.update(bytes);
    if (isTag) kept.push(bytes);
  });
  entry.on('end', () => {
    read.digests.set(path, hash.digest('hex'));
    if (isTag) read.texts.set(path, Buffer.concat(kept).toString('utf8'));
  });
}

/** What the bag says that its payload comes to, once that was read. https://www.rfc-editor.org/rfc/rfc8493#section-2.2.2 */
function saidBytes({ texts }: Reading): number {
  const [, said] = /^Payload-Oxum: (\d{1,15})\./m.exec(texts.get(bagFiles.info) ?? '') ?? [];
  return said === undefined ? Number.POSITIVE_INFINITY : Number(said);
}

/** Relative to the bag; nothing where the entry is no file of it, which is said. */
function placeOf({ path, type }: ReadEntry, read: Reading): string | undefined {
  const parts = String(path).replace(/\/$/, '').split('/');
  const [top, ...inside] = parts;
  const say = (reason: string): undefined => {
    read.problems.push({ kind: 'form', path: String(path), reason });
    return undefined;
  };
  if (parts.includes('..') || top === '') return say('names a path outside');
  read.top ??= top;
  if (top !== read.top) return say('lies beside the bag');
  if (type === 'Directory') return undefined;
  if (!fileTypes.has(type)) return say(`is a ${type}, and a bag has files alone`);
  const place = inside.join('/');
  if (read.digests.has(place)) return say('stands in the archive twice');
  // Its digest is known when its last byte is read.
  read.digests.set(place, '');
  return place;
}

const fileTypes: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);

function ofArchive(file: string, reason: string): BagProblem {
  return { kind: 'form', path: basename(file), reason };
}
