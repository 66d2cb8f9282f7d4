/** One row of one group's table of calls. */
export interface CallRow {
  readonly group: number;
  readonly row: number;
}

/** Rows of calls in an order, in eight bytes each: as objects they would weigh as much as all that is known of them. */
export class CallList implements Iterable<CallRow> {
  readonly #numbers: Uint32Array;

  /** @param numbers group and row of each call in turn */
  constructor(numbers: readonly number[], compare: (a: CallRow, b: CallRow) => number) {
    this.#numbers = Uint32Array.from(numbers);
    const sorted = [...this].sort(compare);
    sorted.forEach(({ group, row }, index) => {
      this.#numbers.set([group, row], index * 2);
    });
  }

  map<T>(make: (row: CallRow) => T): T[] {
    return Array.from({ length: this.#numbers.length / 2 }, (_, index) => make(this.#at(index)));
  }

  *[Symbol.iterator](): Generator<CallRow> {
    for (let index = 0; index < this.#numbers.length / 2; index += 1) yield this.#at(index);
  }

  #at(index: number): CallRow {
    return { group: this.#numbers[index * 2] ?? 0, row: this.#numbers[index * 2 + 1] ?? 0 };
  }
}
