import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { openRegularFile } from '../../regular-file.ts';
import { encodingOf } from '../text-encoding.ts';

const chunkBytes = 1024 * 1024;
/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const gzipMark = Buffer.from([0x1f, 0x8b]);

/**
 * The text of a file of any size, part by part: unpacked where it is packed with gzip, whatever its name; UTF-16 as
 * PowerShell writes it; else UTF-8.
 * @throws where it is no regular file, or cannot be read or unpacked to its end
 */
export async function* textChunks(path: string): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  const { descriptor: fd } = openRegularFile(path);
  for await (const bytes of unpacked(createReadStream(path, { fd, highWaterMark: chunkBytes }))) {
    decoder ??= new TextDecoder(encodingOf(bytes));
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const whole = Readable.from(after(first.value, iterator));
  const isPacked = gzipMark.equals(first.value.subarray(0, 2));
  const unpacking = createGunzip({ chunkSize: chunkBytes });
  yield* isPacked ? pipeline(whole, unpacking, () => undefined) : whole;
}

async function* after(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
