import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { TriageError } from '../errors.ts';
import { readHead } from '../evidence/read-head.ts';
import { openRegularFile, readRegularText } from '../regular-file.ts';

const unpackFirst = 'unpack it, then verify the folder';

/**
 * The bytes of the tar in an archive, decrypted and decompressed where it is encrypted or compressed.
 * @param identityFiles with secret keys, as `age-keygen` writes them
 * @throws {TriageError} where the file is no archive that can be read, or no key fits
 */
export async function openArchive(
  file: string,
  identityFiles: readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  const head = readHead(file, 64);
  if (head.startsWith('PK')) throw new TriageError(`a ZIP archive: ${file}`, unpackFirst);
  const bytes = createReadStream(file, { fd: descriptorOf(file) });
  if (!head.startsWith('age-encryption.org/')) return decompressed(bytes);
  if (identityFiles.length === 0) {
    const hint = 'give the file with the secret key: --identity key.txt';
    throw new TriageError(`an encrypted archive: ${file}`, hint);
  }
  return decompressed(await decrypted(file, bytes, identityFiles));
}

function descriptorOf(file: string): number {
  try {
    return openRegularFile(file).descriptor;
  } catch (error) {
    throw new TriageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const gzipMark = Buffer.from([0x1f, 0x8b]);

/** Once: what is compressed twice is no archive of a bag. */
async function* decompressed(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const whole = Readable.from(chunksOf(first.value, iterator));
  const isGzip = gzipMark.equals(first.value.subarray(0, 2));
  yield* isGzip ? pipeline(whole, createGunzip(), () => undefined) : whole;
}

async function* chunksOf(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function decrypted(
  file: string,
  bytes: Readable,
  identityFiles: readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  for (const path of identityFiles) {
    for (const identity of identitiesIn(path)) addIdentity(decrypter, identity, path);
  }
  try {
    const plain = await decrypter.decrypt(Readable.toWeb(bytes) as ReadableStream<Uint8Array>);
    return Readable.fromWeb(plain as Parameters<typeof Readable.fromWeb>[0]);
  } catch (error) {
    throw new TriageError(
      `cannot decrypt ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function addIdentity(
  decrypter: { addIdentity(identity: string): void },
  identity: string,
  path: string,
): void {
  try {
    decrypter.addIdentity(identity);
  } catch {
    // The key itself does not belong into a message.
    throw new TriageError(`no secret key of age: a line of ${path}`, 'give what `age-keygen` wrote');
  }
}

/** One a line, comments apart. https://github.com/FiloSottile/age/blob/main/doc/age.1.ronn */
function identitiesIn(path: string): string[] {
  try {
    const lines = readRegularText(path).split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  } catch (error) {
    throw new TriageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
