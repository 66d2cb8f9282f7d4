import { parseBuffer, setMaxObjectCount, UID } from 'bplist-parser';
import { propertyListXml } from './write-property-list.ts';

/** A text and what is wrong with the bytes that it was made of; one sentence each. */
export interface DecodedList {
  readonly text: string;
  readonly losses: readonly string[];
}

/** How such a list begins, whatever its version. */
export const binaryMagic = 'bplist0';

/** What is repeated is bounded below. */
setMaxObjectCount(1_000_000);

export function isBinaryPropertyList(bytes: Uint8Array): boolean {
  for (let at = 0; at < binaryMagic.length; at += 1)
    if (bytes[at] !== binaryMagic.charCodeAt(at)) return false;
  return true;
}

/**
 * The XML form of a binary property list, so that all that reads texts reads these too; the lines are those of that
 * form. A damaged list has its bytes as its text. Never throws.
 * https://opensource.apple.com/source/CF/CF-1153.18/CFBinaryPList.c.auto.html
 */
export function binaryPropertyListAsXml(bytes: Uint8Array): DecodedList {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    checkObjects(buffer);
    return { text: propertyListXml(plain(parseBuffer<unknown>(metered(buffer))[0])), losses: [] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { text: buffer.toString('utf8'), losses: [`is a binary property list that is damaged: ${why}`] };
  }
}

const trailerBytes = 32;
const mostOffsetBytes = 6;
/** Kinds of objects, by the first half of their marker; those of the second list have a length. */
const kinds = new Set([0, 1, 2, 3, 8]);
const kindsWithLength = new Set([4, 5, 6, 10, 13]);
const integerKind = 1;
const dateMarker = 0x33;
const longLength = 15;

/** The parser takes what lies outside the file for empty values, and writes to the console about odd markers. */
function checkObjects(buffer: Buffer): void {
  if (buffer.length < binaryMagic.length + trailerBytes) throw new RangeError('it ends too early');
  const trailer = buffer.subarray(-trailerBytes);
  const size = trailer.readUInt8(6);
  const count = Number(trailer.readBigUInt64BE(8));
  const table = Number(trailer.readBigUInt64BE(24));
  const end = table + count * size;
  if (size < 1 || size > mostOffsetBytes || end > buffer.length - trailerBytes)
    throw new RangeError('its table of objects is broken');
  for (let index = 0; index < count; index += 1) {
    const offset = buffer.readUIntBE(table + index * size, size);
    if (offset >= table || !isMarked(buffer, offset))
      throw new RangeError(`there is no object at byte ${offset}`);
  }
}

function isMarked(buffer: Buffer, offset: number): boolean {
  const marker = buffer.readUInt8(offset);
  const [kind, length] = halves(marker);
  if (kind === 3) return marker === dateMarker;
  if (!kindsWithLength.has(kind)) return kinds.has(kind);
  return length !== longLength || halves(buffer.readUInt8(offset + 1))[0] === integerKind;
}

function halves(byte: number): readonly [number, number] {
  return [byte >> 4, byte & 15];
}

/** In bytes, counted as often as they are read. */
const readAtMost = 256 * 1024 * 1024;
const costOfReading = 256;

/**
 * The parser follows each reference anew, so that a few bytes can stand for more values than memory holds. All its
 * reading goes through `slice`, which ends it here.
 */
function metered(buffer: Buffer): Buffer {
  let left = readAtMost;
  const slice = (start?: number, end?: number): Buffer => {
    const part = buffer.subarray(start, end);
    left -= part.length + costOfReading;
    if (left < 0)
      throw new RangeError('it holds more values, repeated ones counted, than this program follows');
    return part;
  };
  return Object.assign(buffer, { slice });
}

const deepest = 100;

/** With nothing in it that a property list cannot hold. */
function plain(value: unknown, depth = 0): unknown {
  if (depth > deepest) throw new RangeError('it is nested deeper than this program follows');
  // The parser gives an empty value for what lies outside the file.
  if (value === null || value === undefined) throw new RangeError('a value lies outside the file');
  if (value instanceof UID) return { CF$UID: value.UID };
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  if (typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner, depth + 1)]));
}
