type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array | BigUint64Array;
type NumbersConstructor = new (length: number) => Numbers;
export type Layout = Readonly<Record<string, NumbersConstructor>>;

/** One typed array a field, `count` rows; crosses threads without being copied. */
export interface ColumnData<L extends Layout> {
  readonly count: number;
  readonly column: { readonly [K in keyof L]: InstanceType<L[K]> };
}

const firstCapacity = 64;

/**
 * A growing table of numbers: a tenth of what the same rows take as objects, so that memory hardly grows with the
 * evidence.
 */
export class Columns<L extends Layout> implements ColumnData<L> {
  readonly column: { [K in keyof L]: InstanceType<L[K]> };
  #count = 0;
  #capacity = firstCapacity;
  readonly #layout: L;

  constructor(layout: L) {
    this.#layout = layout;
    this.column = this.#allocate(firstCapacity);
  }

  get count(): number {
    return this.#count;
  }

  /** A new row of zeros. @returns its index */
  push(): number {
    if (this.#count === this.#capacity) this.#grow();
    this.#count += 1;
    return this.#count - 1;
  }

  /** The rows so far, without the room that the table keeps for more. */
  data(): ColumnData<L> {
    const columns = Object.entries<Numbers>(this.column).map(([name, numbers]) => [
      name,
      numbers.slice(0, this.#count),
    ]);
    return { count: this.#count, column: Object.fromEntries(columns) as ColumnData<L>['column'] };
  }

  #grow(): void {
    this.#capacity *= 2;
    const larger = this.#allocate(this.#capacity);
    for (const name of Object.keys(this.#layout) as (keyof L)[]) {
      (larger[name] as Float64Array).set(this.column[name] as Float64Array);
      this.column[name] = larger[name];
    }
  }

  #allocate(capacity: number): { [K in keyof L]: InstanceType<L[K]> } {
    const columns = Object.entries(this.#layout).map(([name, Numbers]) => [name, new Numbers(capacity)]);
    return Object.fromEntries(columns) as { [K in keyof L]: InstanceType<L[K]> };
  }
}

/** The memory of a table, for `postMessage`: handed over, not copied. */
export function memoryOf({ column }: ColumnData<Layout>): ArrayBuffer[] {
  return Object.values(column).map(({ buffer }) => buffer as ArrayBuffer);
}
