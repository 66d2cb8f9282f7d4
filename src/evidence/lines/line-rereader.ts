import type { ByteSource } from './byte-source.ts';
import type { LineBytes } from './line-bytes.ts';
import type { PlacedLine } from './placed-line.ts';
import { longestLineBytes } from './read-lines.ts';

/** Neighbouring lines are read together, and most files at once. */
const windowBytes = 128 * 1024;

/** Finds lines again that an earlier pass found, best in their order; one is valid until the next is read. */
export class LineRereader {
  readonly #source: ByteSource;
  #window = Buffer.alloc(0);
  #windowAt = 0;
  #filled = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  read({ offset, length }: PlacedLine): LineBytes {
    const isHere = offset >= this.#windowAt && offset + length <= this.#windowAt + this.#filled;
    if (!isHere) {
      const needed = Math.min(length, longestLineBytes);
      const wanted = Math.max(needed, Math.min(this.#source.sizeBytes, windowBytes));
      if (this.#window.length < needed || this.#window.length === 0)
        this.#window = Buffer.allocUnsafeSlow(wanted);
      this.#windowAt = offset;
      this.#filled = this.#source.read(this.#window, 0, offset);
    }
    const start = offset - this.#windowAt;
    return { window: this.#window, start, end: Math.min(start + length, this.#filled) };
  }
}
