import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { TriageError } from '../errors.ts';
import { tagFiles } from './bag-contents.ts';

/** A bag that is to become one file. */
export interface Packing {
  /** Where the bag lies, under its unfinished name: a kill leaves something that a later run goes on from. */
  readonly work: string;
  /** The bag's name in the archive. */
  readonly name: string;
  readonly file: string;
  /** Public keys in the form of age (`age1…`); none: not encrypted. https://age-encryption.org/v1 */
  readonly recipients: readonly string[];
}

/** The archive of a bag: beside the folder that it would be. */
export function archivePath(folder: string, recipients: readonly string[]): string {
  return `${folder}.tar.gz${recipients.length > 0 ? '.age' : ''}`;
}

/**
 * Packs a whole bag into one file, which gets its name when it is whole. The bag itself is removed.
 * @throws {TriageError} where a recipient is no public key or the file cannot be written
 */
export async function archiveBag({ work, name, file, recipients }: Packing): Promise<void> {
  const part = `${file}.part`;
  try {
    const packed = await tarOf(work, name);
    await write(recipients.length === 0 ? packed : await encrypted(packed, recipients), part);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const hint = `what was collected is in ${work}; the same command goes on from there`;
    throw new TriageError(`cannot write ${file}: ${error.message}`, hint);
  }
  rmSync(work, { recursive: true });
}

/**
 * Checks keys before a long collection begins.
 * @throws {TriageError} where one is no public key
 */
export async function requireRecipients(recipients: readonly string[]): Promise<void> {
  if (recipients.length > 0) await encrypterFor(recipients);
}

async function encrypterFor(recipients: readonly string[]) {
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      throw new TriageError(`no public key: ${recipient}`, 'give one that `age-keygen` prints: age1…');
    }
  }
  return encrypter;
}

async function tarOf(cwd: string, prefix: string): Promise<AsyncIterable<Uint8Array>> {
  const { create } = await import('tar');
  // What says how much there is comes first.
  return create({ gzip: true, cwd, prefix, portable: true }, [...tagFiles, 'data']);
}

async function encrypted(
  plain: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = await encrypterFor(recipients);
  const bytes = Readable.toWeb(Readable.from(plain)) as ReadableStream<Uint8Array>;
  return Readable.fromWeb((await encrypter.encrypt(bytes)) as Parameters<typeof Readable.fromWeb>[0]);
}

async function write(bytes: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  const out = createWriteStream(path, { mode: 0o600 });
  const failed = once(out, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  for await (const chunk of bytes) {
    if (!out.write(chunk)) await Promise.race([once(out, 'drain'), failed]);
  }
  out.end();
  await Promise.race([once(out, 'close'), failed]);
}
