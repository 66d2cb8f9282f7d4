import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

/** What was committed to a log, and where it stops being readable. */
export interface MergedLog {
  /** Transactions that are now in the database. */
  readonly transactions: number;
  /** The log is broken there; absent where it ends as writers leave it. */
  readonly damage?: string;
}

const headerBytes = 32;
const frameHeaderBytes = 24;
/** Both bytes of a database's header that say whether it has a log of this kind. */
const formatOffset = 18;
const withoutLog = Buffer.from([1, 1]);

/**
 * Writes what was committed to a write-ahead log into the database that it belongs to, as the next checkpoint would,
 * and takes the mark from the database that it has one: a reader that knows no such logs can open it then.
 * https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 * @param database absolute on this machine; a copy of the evidence, which is written
 * @param log its write-ahead log; nothing where it has none
 */
export function mergeWriteAheadLog(database: string, log: string | undefined): MergedLog {
  const to = openSync(database, 'r+');
  try {
    const merged = log === undefined ? { transactions: 0 } : mergeInto(to, log);
    if (fstatSync(to).size >= headerBytes) writeSync(to, withoutLog, 0, withoutLog.length, formatOffset);
    return merged;
  } finally {
    closeSync(to);
  }
}

function mergeInto(to: number, log: string): MergedLog {
  const from = openSync(log, 'r');
  try {
    const { size } = fstatSync(from);
    return size === 0 ? { transactions: 0 } : new LogReader(from, size).mergeInto(to);
  } finally {
    closeSync(from);
  }
}

/** Frames of a log, one after the other, as long as their checksums hold: each covers all that stands before it. */
class LogReader {
  readonly #log: number;
  readonly #sizeBytes: number;
  #pageBytes = 0;
  #isBigEndian = false;
  #salts: Buffer = Buffer.alloc(8);
  #sums: readonly [number, number] = [0, 0];

  constructor(log: number, sizeBytes: number) {
    this.#log = log;
    this.#sizeBytes = sizeBytes;
  }

  mergeInto(to: number): MergedLog {
    if (!this.#readHeader()) return { transactions: 0, damage: 'its write-ahead log has a broken header' };
    const frameBytes = frameHeaderBytes + this.#pageBytes;
    let transactions = 0;
    let open = new Map<number, number>();
    for (let at = headerBytes; at < this.#sizeBytes; at += frameBytes) {
      const frame = this.#frameAt(at);
      if (frame === 'old') break;
      if (frame === 'broken') {
        const number = (at - headerBytes) / frameBytes + 1;
        return { transactions, damage: `its write-ahead log is broken from frame ${number} on` };
      }
      open.set(frame.page, at + frameHeaderBytes);
      if (frame.pagesAfter === 0) continue;
      this.#write(open, to, frame.pagesAfter);
      open = new Map();
      transactions += 1;
    }
    return { transactions };
  }

  #readHeader(): boolean {
    const header = this.#bytes(0, headerBytes);
    if (header.length < headerBytes || header.readUInt32BE(0) >>> 1 !== 0x377f0682 >>> 1) return false;
    this.#isBigEndian = (header[3] ?? 0) % 2 === 1;
    this.#pageBytes = header.readUInt32BE(8);
    const isPower = (this.#pageBytes & (this.#pageBytes - 1)) === 0;
    if (!isPower || this.#pageBytes < 512 || this.#pageBytes > 65_536) return false;
    this.#salts = header.subarray(16, 24);
    this.#sums = this.#added([0, 0], header.subarray(0, 24));
    return this.#areSums(header.subarray(24));
  }

  /** What a log held before it was begun anew still stands behind what counts, with other salts. */
  #frameAt(at: number): { readonly page: number; readonly pagesAfter: number } | 'old' | 'broken' {
    const frame = this.#bytes(at, frameHeaderBytes + this.#pageBytes);
    if (frame.length >= 16 && !frame.subarray(8, 16).equals(this.#salts)) return 'old';
    if (frame.length < frameHeaderBytes + this.#pageBytes) return 'broken';
    this.#sums = this.#added(this.#sums, frame.subarray(0, 8));
    this.#sums = this.#added(this.#sums, frame.subarray(frameHeaderBytes));
    const page = frame.readUInt32BE(0);
    if (page === 0 || !this.#areSums(frame.subarray(16))) return 'broken';
    return { page, pagesAfter: frame.readUInt32BE(4) };
  }

  #write(pages: ReadonlyMap<number, number>, to: number, pagesAfter: number): void {
    for (const [page, at] of pages) {
      if (page > pagesAfter) continue;
      const bytes = this.#bytes(at, this.#pageBytes);
      writeSync(to, bytes, 0, bytes.length, (page - 1) * this.#pageBytes);
    }
    ftruncateSync(to, pagesAfter * this.#pageBytes);
  }

  #bytes(at: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(Math.min(length, Math.max(0, this.#sizeBytes - at)));
    return bytes.subarray(0, readSync(this.#log, bytes, 0, bytes.length, at));
  }

  /** https://www.sqlite.org/fileformat2.html#checksum_algorithm */
  #added([first, second]: readonly [number, number], bytes: Buffer): readonly [number, number] {
    const word = (at: number): number =>
      this.#isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    for (let at = 0; at + 8 <= bytes.length; at += 8) {
      first = (first + word(at) + second) >>> 0;
      second = (second + word(at + 4) + first) >>> 0;
    }
    return [first, second];
  }

  #areSums(stored: Buffer): boolean {
    return stored.readUInt32BE(0) === this.#sums[0] && stored.readUInt32BE(4) === this.#sums[1];
  }
}
