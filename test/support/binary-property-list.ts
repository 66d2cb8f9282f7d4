/** What the tests put into a property list. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** A binary property list. https://opensource.apple.com/source/CF/CF-1153.18/CFBinaryPList.c.auto.html */
export function binaryPropertyList(root: Plain): Buffer {
  const objects: Buffer[] = [];
  const add = (value: Plain): number => {
    const index = objects.push(Buffer.alloc(0)) - 1;
    objects[index] = encoded(value, add);
    return index;
  };
  add(root);
  return fileOf(objects);
}

/** The file that holds some objects, the first of them on top; each reference has two bytes. */
export function fileOf(objects: readonly Buffer[]): Buffer {
  let at = 8;
  const offsets = objects.map((object) => {
    const offset = Buffer.alloc(4);
    offset.writeUInt32BE(at);
    at += object.length;
    return offset;
  });
  const trailer = Buffer.alloc(32);
  trailer.set([4, 2], 6);
  trailer.writeBigUInt64BE(BigInt(objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(at), 24);
  return Buffer.concat([Buffer.from('bplist00'), ...objects, ...offsets, trailer]);
}

/** An array of objects of the file, by their place. */
export function arrayOf(references: readonly number[]): Buffer {
  return Buffer.concat([head(10, references.length), ...references.map(reference)]);
}

function encoded(value: Plain, add: (value: Plain) => number): Buffer {
  if (typeof value === 'boolean') return Buffer.from([value ? 9 : 8]);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') return text(value);
  if (isList(value)) return arrayOf(value.map(add));
  const keys = Object.keys(value).map(add);
  const values = Object.values(value).map(add);
  return Buffer.concat([head(13, keys.length), ...[...keys, ...values].map(reference)]);
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  if (Number.isSafeInteger(value)) bytes.writeBigInt64BE(BigInt(value));
  else bytes.writeDoubleBE(value);
  return Buffer.concat([Buffer.from([Number.isSafeInteger(value) ? 0x13 : 0x23]), bytes]);
}

function text(value: string): Buffer {
  const isAscii = !/[^\0-\x7f]/.test(value);
  const bytes = isAscii ? Buffer.from(value) : Buffer.from(value, 'utf16le').swap16();
  return Buffer.concat([head(isAscii ? 5 : 6, value.length), bytes]);
}

function head(kind: number, length: number): Buffer {
  if (length < 15) return Buffer.from([(kind << 4) | length]);
  const bytes = Buffer.from([(kind << 4) | 15, 0x11, 0, 0]);
  bytes.writeUInt16BE(length, 2);
  return bytes;
}

function reference(index: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(index);
  return bytes;
}
