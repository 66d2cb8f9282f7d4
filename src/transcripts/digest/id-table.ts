import type { IdHash } from '../scanner/scanned-value.ts';

const slotWords = 4;
const fullest = 0.6;

/**
 * From salted 64-bit hashes to rows, in 27 bytes an entry; a `Map` of the ids would take ten times as much.
 */
export class IdTable {
  #slots = new Uint32Array(64 * slotWords);
  #used = 0;

  /** @returns what the hash stands for already; `undefined` where it is new and now stands for `group` and `row` */
  claim(
    id: IdHash,
    group: number,
    row: number,
  ): { readonly group: number; readonly row: number } | undefined {
    if (this.#used * slotWords > this.#slots.length * fullest) this.#grow();
    const { low, high } = id;
    const at = this.#find(low, high);
    if (this.#slots[at + 2] !== 0) return this.#value(at);
    this.#used += 1;
    this.#put(at, { low, high, group: group + 1, row });
    return undefined;
  }

  get({ low, high }: IdHash): { readonly group: number; readonly row: number } | undefined {
    const at = this.#find(low, high);
    return this.#slots[at + 2] === 0 ? undefined : this.#value(at);
  }

  replace({ low, high }: IdHash, group: number, row: number): void {
    this.#put(this.#find(low, high), { low, high, group: group + 1, row });
  }

  #value(at: number): { group: number; row: number } {
    return { group: (this.#slots[at + 2] ?? 0) - 1, row: this.#slots[at + 3] ?? 0 };
  }

  #put(at: number, slot: { low: number; high: number; group: number; row: number }): void {
    this.#slots[at] = slot.low;
    this.#slots[at + 1] = slot.high;
    this.#slots[at + 2] = slot.group;
    this.#slots[at + 3] = slot.row;
  }

  /** The slot of a hash, or the free slot where it belongs. */
  #find(low: number, high: number): number {
    const slots = this.#slots;
    const count = slots.length / slotWords;
    for (let slot = low & (count - 1); ; slot = (slot + 1) & (count - 1)) {
      const at = slot * slotWords;
      if (slots[at + 2] === 0 || (slots[at] === low && slots[at + 1] === high)) return at;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += slotWords) {
      if (before[at + 2] === 0) continue;
      const [low = 0, high = 0, group = 0, row = 0] = before.subarray(at, at + slotWords);
      this.#put(this.#find(low, high), { low, high, group, row });
    }
  }
}
