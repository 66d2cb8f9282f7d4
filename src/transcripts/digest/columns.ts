type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array;
type NumbersConstructor = {
  new (buffer: ArrayBuffer, byteOffset: number, length: number): Numbers;
  readonly BYTES_PER_ELEMENT: number;
};
export type Layout = Readonly<Record<string, NumbersConstructor>>;
type Arrays<L extends Layout> = { readonly [K in keyof L]: InstanceType<L[K]> };

/** One typed array a field, `count` rows; crosses threads without being copied. */
export interface ColumnData<L extends Layout> {
  readonly count: number;
  readonly column: Arrays<L>;
}

const firstCapacity = 64;

/**
 * A growing table of numbers: a tenth of what the same rows take as objects, so that memory hardly grows with the
 * evidence. All columns lie in one piece of memory, because many small ones cost more than their contents.
 */
export class Columns<L extends Layout> implements ColumnData<L> {
  column: Arrays<L>;
  #count = 0;
  #capacity = firstCapacity;
  readonly #layout: L;

  constructor(layout: L) {
    this.#layout = layout;
    this.column = allocate(layout, firstCapacity);
  }

  get count(): number {
    return this.#count;
  }

  /** A new row of zeros. @returns its index */
  push(): number {
    if (this.#count === this.#capacity) {
      this.#capacity *= 2;
      this.column = this.#copy(this.#capacity);
    }
    this.#count += 1;
    return this.#count - 1;
  }

  /** The rows so far, without the room that the table keeps for more. */
  data(): ColumnData<L> {
    return { count: this.#count, column: this.#copy(this.#count) };
  }

  #copy(capacity: number): Arrays<L> {
    const made = allocate(this.#layout, capacity);
    for (const name of Object.keys(this.#layout)) {
      // Both arrays of a name have the type that the layout gives it.
      (made[name] as Float64Array).set((this.column[name] as Float64Array).subarray(0, this.#count));
    }
    return made;
  }
}

/** The memory of a table, for `postMessage`: handed over, not copied. */
export function memoryOf({ column }: ColumnData<Layout>): ArrayBuffer[] {
  return [...new Set(Object.values(column).map(({ buffer }) => buffer as ArrayBuffer))];
}

/** Where the columns of a layout lie, each in as many rows as there is room for. */
interface Arrangement {
  /** The widest first, so that each begins at a multiple of its width. */
  readonly columns: readonly (readonly [string, NumbersConstructor])[];
  readonly rowBytes: number;
}

/** Each group has tables of the same few layouts. */
const arrangements = new WeakMap<Layout, Arrangement>();

function arranged(layout: Layout): Arrangement {
  const known = arrangements.get(layout);
  if (known) return known;
  const columns = Object.entries(layout).sort(([, a], [, b]) => b.BYTES_PER_ELEMENT - a.BYTES_PER_ELEMENT);
  const rowBytes = columns.reduce((sum, [, { BYTES_PER_ELEMENT }]) => sum + BYTES_PER_ELEMENT, 0);
  const arrangement = { columns, rowBytes };
  arrangements.set(layout, arrangement);
  return arrangement;
}

function allocate<L extends Layout>(layout: L, capacity: number): Arrays<L> {
  const { columns, rowBytes } = arranged(layout);
  const memory = new ArrayBuffer(rowBytes * capacity);
  const arrays: Record<string, Numbers> = {};
  let offset = 0;
  for (const [name, Numbers] of columns) {
    arrays[name] = new Numbers(memory, offset, capacity);
    offset += Numbers.BYTES_PER_ELEMENT * capacity;
  }
  // One of each name of the layout, of the type that it gives.
  return arrays as Arrays<L>;
}
