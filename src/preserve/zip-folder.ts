import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { createDeflateRaw } from 'node:zlib';
import { crc32 } from './crc32.ts';

/** One file as the central directory lists it. */
interface Member {
  readonly name: Buffer;
  readonly crc: number;
  readonly packedBytes: number;
  readonly plainBytes: number;
  readonly offset: number;
  readonly modifiedAt: Date;
}

/** 4.5 for sizes in 64 bits; bit 3: sizes follow the data; bit 11: names are UTF-8; method 8: deflate. */
const version = 45;
const flags = 0x0808;
const deflate = 8;
const all32 = 0xffffffff;

/**
 * A folder as a ZIP archive with 64-bit sizes, the folder's own name first in every path.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function* zipFolder(folder: string): AsyncGenerator<Uint8Array> {
  const members: Member[] = [];
  let offset = 0;
  for (const file of filesBelow(folder)) {
    const name = Buffer.from(relative(dirname(folder), file).split(sep).join('/'), 'utf8');
    const modifiedAt = statSync(file).mtime;
    const head = localHeader(name, modifiedAt);
    yield head;
    const sizes = { crc: 0, packedBytes: 0, plainBytes: 0 };
    for await (const chunk of packed(file, sizes)) yield chunk;
    yield dataDescriptor(sizes);
    members.push({ name, modifiedAt, offset, ...sizes });
    offset += head.length + sizes.packedBytes + 24;
  }
  const directory = Buffer.concat(members.map(centralHeader));
  yield directory;
  yield endOfDirectory(members.length, directory.length, offset);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => (basename(a) === 'bagit.txt' ? -1 : a < b ? -1 : 1));
}

async function* packed(
  file: string,
  sizes: { crc: number; packedBytes: number; plainBytes: number },
): AsyncGenerator<Uint8Array> {
  const plain = createReadStream(file);
  plain.on('data', (chunk) => {
    const bytes = Buffer.from(chunk);
    sizes.crc = crc32(bytes, sizes.crc);
    sizes.plainBytes += bytes.length;
  });
  const deflated = createDeflateRaw();
  plain.once('error', (error) => deflated.destroy(error));
  for await (const chunk of plain.pipe(deflated)) {
    sizes.packedBytes += chunk.length;
    yield chunk;
  }
}

function localHeader(name: Buffer, modifiedAt: Date): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(deflate, 8);
  head.writeUInt32LE(dosTime(modifiedAt), 10);
  // Sizes are not known yet; that they take 64 bits has to be said here already.
  head.writeUInt32LE(all32, 18);
  head.writeUInt32LE(all32, 22);
  head.writeUInt16LE(name.length, 26);
  head.writeUInt16LE(20, 28);
  return Buffer.concat([head, name, extra64([0, 0])]);
}

function dataDescriptor({
  crc,
  packedBytes,
  plainBytes,
}: Pick<Member, 'crc' | 'packedBytes' | 'plainBytes'>): Buffer {
  const descriptor = Buffer.alloc(24);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc, 4);
  descriptor.writeBigUInt64LE(BigInt(packedBytes), 8);
  descriptor.writeBigUInt64LE(BigInt(plainBytes), 16);
  return descriptor;
}

function centralHeader({ name, crc, packedBytes, plainBytes, offset, modifiedAt }: Member): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(version, 4);
  head.writeUInt16LE(version, 6);
  head.writeUInt16LE(flags, 8);
  head.writeUInt16LE(deflate, 10);
  head.writeUInt32LE(dosTime(modifiedAt), 12);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(all32, 20);
  head.writeUInt32LE(all32, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(28, 30);
  head.writeUInt32LE(all32, 42);
  return Buffer.concat([head, name, extra64([plainBytes, packedBytes, offset])]);
}

function endOfDirectory(count: number, sizeBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(version, 12);
  end.writeUInt16LE(version, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(sizeBytes), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + sizeBytes), 64);
  end.writeUInt32LE(1, 72);
  end.writeUInt32LE(0x06054b50, 76);
  end.writeUInt16LE(Math.min(count, 0xffff), 84);
  end.writeUInt16LE(Math.min(count, 0xffff), 86);
  end.writeUInt32LE(all32, 88);
  end.writeUInt32LE(all32, 92);
  return end;
}

function extra64(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return extra;
}

/** Two seconds exact, from 1980 on; the custody log has the true time. */
function dosTime(at: Date): number {
  const year = Math.max(1980, at.getUTCFullYear());
  const date = ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return date * 0x10000 + time;
}
