import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, readSync } from 'node:fs';
import { pipeline, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { openRegularFile } from '../../regular-file.ts';
import { LineSplitter, type SpoolLine, type SpoolPosition } from './line-splitter.ts';

/** Some lines of a file. */
export interface SpoolChunk {
  readonly lines: readonly SpoolLine[];
  /** Behind the last of them; costs a digest. */
  readonly position: () => SpoolPosition;
}

/** A packed file that holds more than this times its own size was not made by packing events. */
const mostUnpackedRatio = 200;

/** The file cannot be opened, read or unpacked. */
export class SpoolFileError extends Error {
  override readonly name = 'SpoolFileError';
}

const chunkBytes = 256 * 1024;
const beginning = { bytes: 0, lines: 0 };

/**
 * The lines of one file, chunk by chunk, so that memory is bounded by the longest line. What ends in `.gz` is unpacked
 * on the way. A last line without a line feed comes in a chunk of its own.
 * @param from where an earlier reading ended; where the file does not begin with the same bytes, everything is read
 * @throws {SpoolFileError}
 */
export async function* readSpoolFile(path: string, from?: SpoolPosition): AsyncGenerator<SpoolChunk> {
  try {
    yield* chunksOf(path, from);
  } catch (error) {
    throw new SpoolFileError(error instanceof Error ? error.message : String(error));
  }
}

async function* chunksOf(path: string, from?: SpoolPosition): AsyncGenerator<SpoolChunk> {
  const prefix = from && (await hashPrefix(path, from.bytes));
  const isSame = from !== undefined && prefix?.copy().digest('hex') === from.sha256;
  const splitter = new LineSplitter(
    isSame && prefix ? prefix : createHash('sha256'),
    isSame ? from : beginning,
  );
  const position = () => splitter.position();
  for await (const bytes of bytesOf(path, isSame ? from.bytes : 0)) {
    const lines = splitter.push(bytes);
    if (lines.length > 0) yield { lines, position };
  }
  const rest = splitter.end();
  if (rest.length > 0) yield { lines: rest, position };
}

/** @returns undefined where the file is shorter */
async function hashPrefix(path: string, length: number): Promise<Hash | undefined> {
  const hash = createHash('sha256');
  let left = length;
  if (left === 0) return hash;
  for await (const bytes of bytesOf(path, 0)) {
    const taken = bytes.subarray(0, left);
    hash.update(taken);
    left -= taken.length;
    if (left === 0) return hash;
  }
  return undefined;
}

async function* bytesOf(path: string, from: number): AsyncGenerator<Buffer> {
  if (!path.endsWith('.gz')) {
    yield* plain(path, from);
    return;
  }
  let skip = from;
  for await (const bytes of unpacked(path)) {
    const taken = bytes.subarray(Math.min(skip, bytes.length));
    skip -= bytes.length - taken.length;
    if (taken.length > 0) yield taken;
  }
}

/** Most files are small, and there are many: opening a stream for each would take longer than reading it. */
function* plain(path: string, from: number): Generator<Buffer> {
  const {
    descriptor,
    stat: { size },
  } = openRegularFile(path);
  try {
    for (let at = from; at < size; ) {
      const buffer = Buffer.allocUnsafe(Math.min(size - at, chunkBytes));
      const read = readSync(descriptor, buffer, 0, buffer.length, at);
      if (read === 0) return;
      yield buffer.subarray(0, read);
      at += read;
    }
  } finally {
    closeSync(descriptor);
  }
}

async function* unpacked(path: string): AsyncGenerator<Buffer> {
  let packedBytes = 0;
  let unpackedBytes = 0;
  const counting = new Transform({
    transform(bytes: Buffer, _encoding, done) {
      packedBytes += bytes.length;
      done(null, bytes);
    },
  });
  const output = createGunzip({ chunkSize: chunkBytes });
  // Its failures reach the reader of `output`.
  pipeline(
    createReadStream(path, { fd: openRegularFile(path).descriptor }),
    counting,
    output,
    () => undefined,
  );
  for await (const bytes of output as AsyncIterable<Buffer>) {
    unpackedBytes += bytes.length;
    if (unpackedBytes > chunkBytes + packedBytes * mostUnpackedRatio) {
      throw new Error(`unpacks to more than ${mostUnpackedRatio} times its size`);
    }
    yield bytes;
  }
}
