import type { Hash } from 'node:crypto';

/** How far a file has been read, and the SHA-256 of everything up to there. Bytes are counted unpacked. */
export interface SpoolPosition {
  readonly bytes: number;
  readonly lines: number;
  readonly sha256: string;
}

export interface SpoolLine {
  /** Counted from 1. */
  readonly number: number;
  /** Absent where the line is longer than the bound. */
  readonly text?: string;
  /** The file ends without a line feed after it: perhaps it is still being written. */
  readonly unterminated: boolean;
}

/** No line that a collector writes is longer; longer ones are not held in memory. */
const longestLineBytes = 1024 * 1024;

const lineFeed = 0x0a;
const nothing = Buffer.alloc(0);

/** Cuts bytes into lines before they are decoded, so that no character is torn; holds one line at most. */
export class LineSplitter {
  readonly #hash: Hash;
  #bytes: number;
  #lines: number;
  #rest: Buffer = nothing;
  #skipping = false;

  /** @param hash of everything before `from` */
  constructor(hash: Hash, from: Pick<SpoolPosition, 'bytes' | 'lines'>) {
    this.#hash = hash;
    this.#bytes = from.bytes;
    this.#lines = from.lines;
  }

  /** @returns the lines that these bytes complete */
  push(bytes: Buffer): SpoolLine[] {
    const data = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    const lines: SpoolLine[] = [];
    let start = 0;
    for (let feed = data.indexOf(lineFeed); feed !== -1; feed = data.indexOf(lineFeed, start)) {
      lines.push(this.#line(data.subarray(start, feed), false));
      start = feed + 1;
    }
    this.#pass(data.subarray(0, start));
    this.#rest = data.subarray(start);
    if (this.#rest.length > longestLineBytes) {
      this.#pass(this.#rest);
      this.#rest = nothing;
      this.#skipping = true;
    }
    return lines;
  }

  /** @returns what stands behind the last line feed */
  end(): SpoolLine[] {
    if (this.#rest.length === 0 && !this.#skipping) return [];
    const line = this.#line(this.#rest, true);
    this.#pass(this.#rest);
    return [line];
  }

  /** Behind the last line that was handed over. */
  position(): SpoolPosition {
    return { bytes: this.#bytes, lines: this.#lines, sha256: this.#hash.copy().digest('hex') };
  }

  #line(bytes: Buffer, unterminated: boolean): SpoolLine {
    this.#lines += 1;
    const number = this.#lines;
    const isLong = this.#skipping || bytes.length > longestLineBytes;
    this.#skipping = false;
    return isLong ? { number, unterminated } : { number, unterminated, text: bytes.toString('utf8') };
  }

  #pass(bytes: Buffer): void {
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }
}
