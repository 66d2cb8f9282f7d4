/**
 * Numbers that two threads share: which batch is next, how many there are, and whether more will come. Batches are
 * numbered in the order in which they are published; who claims a number searches that batch.
 */
export class SharedQueue {
  readonly buffer: SharedArrayBuffer;
  readonly #state: Int32Array;

  constructor(buffer = new SharedArrayBuffer(4 * Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#state = new Int32Array(buffer);
  }

  /** The number of a batch that nobody else will search; it may not be published yet. */
  claim(): number {
    return Atomics.add(this.#state, slots.next, 1);
  }

  /** How many batches have been claimed. */
  get claimed(): number {
    return Atomics.load(this.#state, slots.next);
  }

  get published(): number {
    return Atomics.load(this.#state, slots.published);
  }

  publish(): void {
    Atomics.add(this.#state, slots.published, 1);
    Atomics.notify(this.#state, slots.published);
  }

  /** No more batches will come. */
  close(): void {
    Atomics.store(this.#state, slots.closed, 1);
    Atomics.notify(this.#state, slots.published);
  }

  /** Waits until a batch is there; false where it never will be. Blocks the thread. */
  waitFor(number: number): boolean {
    for (;;) {
      const published = this.published;
      if (number < published) return true;
      if (Atomics.load(this.#state, slots.closed) === 1) return number < this.published;
      Atomics.wait(this.#state, slots.published, published, longestWaitMs);
    }
  }

  /** Bytes handed over and not yet taken, so that one thread cannot run away from the other. */
  handOver(sizeBytes: number): void {
    Atomics.add(this.#state, slots.handedOver, sizeBytes);
    for (;;) {
      const waiting = Atomics.load(this.#state, slots.handedOver);
      if (waiting <= mostHandedOver || waiting === sizeBytes) return;
      Atomics.wait(this.#state, slots.handedOver, waiting, longestWaitMs);
    }
  }

  take(sizeBytes: number): void {
    Atomics.sub(this.#state, slots.handedOver, sizeBytes);
    Atomics.notify(this.#state, slots.handedOver);
  }
}

const slots = { next: 0, published: 1, closed: 2, handedOver: 3 } as const;
const mostHandedOver = 32 * 1024 * 1024;
const longestWaitMs = 50;
