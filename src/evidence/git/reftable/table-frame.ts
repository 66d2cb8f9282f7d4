import { crc32 } from 'node:zlib';
import { DamagedTable, TableCursor } from './table-cursor.ts';

/** What stands around the blocks of a table. https://git-scm.com/docs/reftable#_footer */
export interface TableFrame {
  readonly headerBytes: number;
  /** Where the footer begins. */
  readonly end: number;
  /** Blocks begin at multiples of it; 0 where they follow one another. */
  readonly blockSize: number;
  /** What the indexes of its references are counted from. */
  readonly minUpdateIndex: number;
  readonly idBytes: 20 | 32;
  /** Where the footer says that sections begin. */
  readonly sections: readonly number[];
}

const headerSizes: Readonly<Record<number, number>> = { 1: 24, 2: 28 };
const footerRestBytes = 44;
const hashes: Readonly<Record<string, 20 | 32>> = { sha1: 20, s256: 32 };

/** Header and footer, which must agree. @throws {DamagedTable} where it is no table, or not a whole one */
export function tableFrame(bytes: Buffer): TableFrame {
  const version = bytes.length > 5 ? bytes[4] : undefined;
  const headerBytes = bytes.subarray(0, 4).toString('latin1') === 'REFT' && headerSizes[version ?? 0];
  if (!headerBytes) throw new DamagedTable('it is no table of a version that is known');
  const end = bytes.length - headerBytes - footerRestBytes;
  if (end < headerBytes) throw new DamagedTable('it is cut');
  const footer = bytes.subarray(end);
  if (crc32(footer.subarray(0, -4)) !== footer.readUInt32BE(footer.length - 4))
    throw new DamagedTable('its checksum is wrong');
  if (!footer.subarray(0, headerBytes).equals(bytes.subarray(0, headerBytes)))
    throw new DamagedTable('its two ends belong to different tables');
  const header = new TableCursor(bytes, 5, headerBytes);
  const [blockSize, minUpdateIndex] = [header.uint(3), header.uint64()];
  header.uint64();
  const idBytes = header.isAtEnd ? 20 : hashes[header.take(4).toString('latin1')];
  if (idBytes === undefined) throw new DamagedTable('its ids are of a kind that is not known');
  return { headerBytes, end, blockSize, minUpdateIndex, idBytes, sections: sectionsOf(footer, headerBytes) };
}

function sectionsOf(footer: Buffer, headerBytes: number): number[] {
  const cursor = new TableCursor(footer, headerBytes, footer.length - 4);
  const refIndex = cursor.uint64();
  // The lowest five bits hold how long the ids in the blocks of objects are.
  const objects = Math.floor(cursor.uint64() / 32);
  const rest = [cursor.uint64(), cursor.uint64(), cursor.uint64()];
  return [refIndex, objects, ...rest].filter((position) => position !== 0);
}
