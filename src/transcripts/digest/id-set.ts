import type { IdHash } from '../scanner/scanned-value.ts';

const fullest = 0.75;

/** Keyed hashes of ids, in about twelve bytes each. */
export class IdSet {
  #slots = new Uint32Array(128);
  #used = 0;

  /** @returns whether it is new */
  add({ low, high }: IdHash): boolean {
    if (this.#used * 2 > this.#slots.length * fullest) this.#grow();
    const at = this.#find(low, high || 1);
    if (this.#slots[at + 1] !== 0) return false;
    this.#put(at, low, high || 1);
    this.#used += 1;
    return true;
  }

  has({ low, high }: IdHash): boolean {
    return this.#slots[this.#find(low, high || 1) + 1] !== 0;
  }

  #put(at: number, low: number, high: number): void {
    this.#slots[at] = low;
    this.#slots[at + 1] = high;
  }

  /** The slot of a hash, or the free slot where it belongs: one whose second half is 0. */
  #find(low: number, high: number): number {
    const slots = this.#slots;
    const last = slots.length / 2 - 1;
    for (let slot = low & last; ; slot = (slot + 1) & last) {
      const at = slot * 2;
      if (slots[at + 1] === 0 || (slots[at] === low && slots[at + 1] === high)) return at;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2) {
      const [low = 0, high = 0] = [before[at], before[at + 1]];
      if (high !== 0) this.#put(this.#find(low, high), low, high);
    }
  }
}
