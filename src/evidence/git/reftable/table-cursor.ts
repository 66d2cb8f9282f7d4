/** A table holds something that git does not write; what it says beyond is not known. */
export class DamagedTable extends Error {}

/** Reads the numbers and strings of a reftable one after another, never beyond its end. */
export class TableCursor {
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;

  /** @throws {DamagedTable} where that part is not there */
  constructor(bytes: Buffer, start: number, end: number) {
    if (start < 0 || start > end || end > bytes.length)
      throw new DamagedTable('a length leads out of the file');
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#end;
  }

  /** @throws {DamagedTable} where fewer bytes are left */
  take(count: number): Buffer {
    if (count > this.#end - this.#at) throw new DamagedTable('a record is cut');
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }

  uint(byteCount: 1 | 2 | 3 | 4): number {
    return this.take(byteCount).readUIntBE(0, byteCount);
  }

  /** @throws {DamagedTable} where it is no whole number that JavaScript holds: git counts up from 1 */
  uint64(): number {
    return safe(this.take(8).readBigUInt64BE());
  }

  /** A number whose bytes say whether another one follows; each adds one to what stands before it, as in packs. */
  varint(): number {
    let byte = this.uint(1);
    let value = byte & 0x7f;
    while (byte & 0x80) {
      byte = this.uint(1);
      value = (value + 1) * 128 + (byte & 0x7f);
      if (!Number.isSafeInteger(value)) throw new DamagedTable('a number is too large');
    }
    return value;
  }

  /** Bytes after their length. */
  string(): Buffer {
    return this.take(this.varint());
  }
}

/** A whole number of 64 bits. @throws {DamagedTable} where JavaScript does not hold it */
export function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new DamagedTable('a number is too large');
  return number;
}
