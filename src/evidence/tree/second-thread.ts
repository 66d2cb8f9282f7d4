import { MessageChannel, type MessagePort, type Worker } from 'node:worker_threads';
import { isBuilt, ownFiles } from '../../own-files.ts';
import type { Batch } from './batch.ts';
import type { SearchCounts, SearchedFile, SearchTerms } from './search-batch.ts';
import type { WorkerInput, WorkerMessage } from './search-worker.ts';
import type { SharedQueue } from './shared-queue.ts';

/** A worker that takes batches from the same queue as the main thread. */
export class SecondThread {
  readonly #queue: SharedQueue;
  readonly #batches: MessagePort;
  readonly #worker: Worker;
  readonly #arrived: SearchedFile[] = [];
  readonly #ended: Promise<void>;
  counts: SearchCounts | undefined;

  /** Whether there is a bundled worker: not where the program runs from its sources. */
  static isAvailable(): boolean {
    return isBuilt();
  }

  constructor(queue: SharedQueue, terms: SearchTerms) {
    this.#queue = queue;
    const { port1, port2 } = new MessageChannel();
    this.#batches = port1;
    const workerData: WorkerInput = { terms, queue: queue.buffer, batches: port2 };
    const options = { workerData, transferList: [port2] };
    this.#worker = ownFiles().startThread('search-worker.js', options);
    this.#worker.on('message', (message: WorkerMessage) => this.#receive(message));
    this.#ended = new Promise((resolve) => {
      this.#worker.once('exit', () => resolve());
      this.#worker.once('error', () => resolve());
    });
  }

  give(batch: Batch): void {
    this.#batches.postMessage(batch);
  }

  /** Files that the worker has told of since the last call. */
  *arrived(): Generator<SearchedFile> {
    for (let file = this.#arrived.shift(); file; file = this.#arrived.shift()) {
      if (file.result.kind === 'hit') this.#queue.take(file.result.bytes.byteLength);
      yield file;
    }
  }

  /** The rest of what the worker tells. `counts` is undefined afterwards where it ended before its work. */
  async *rest(): AsyncGenerator<SearchedFile> {
    let over = false;
    const ended = this.#ended.then(() => {
      over = true;
    });
    while (!over) {
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, pollMs))]);
      yield* this.arrived();
    }
    yield* this.arrived();
    this.#batches.close();
  }

  #receive(message: WorkerMessage): void {
    if (message.kind === 'file') this.#arrived.push(message.file);
    else this.counts = message.counts;
  }
}

const pollMs = 5;
