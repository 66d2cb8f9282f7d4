// A thread that searches batches beside the main one. An entry of its own in the bundle: see build.mjs.
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Batch } from './batch.ts';
import { BatchSearch, type SearchCounts, type SearchedFile, type SearchTerms } from './search-batch.ts';
import { SharedQueue } from './shared-queue.ts';

/** What the main thread gives a worker. */
export interface WorkerInput {
  readonly terms: SearchTerms;
  readonly queue: SharedArrayBuffer;
  /** Brings the batches, each once, in the order of their numbers. */
  readonly batches: MessagePort;
}

/** What a worker tells: files one by one, and at its end what it went through. */
export type WorkerMessage =
  | { readonly kind: 'file'; readonly file: SearchedFile }
  | { readonly kind: 'done'; readonly counts: SearchCounts };

function work({ terms, queue: buffer, batches }: WorkerInput): void {
  const queue = new SharedQueue(buffer);
  const search = new BatchSearch(terms);
  let received = -1;
  for (let number = queue.claim(); queue.waitFor(number); number = queue.claim()) {
    let batch: Batch | undefined;
    while (received < number) {
      batch = receiveMessageOnPort(batches)?.message;
      if (batch) received += 1;
    }
    if (batch) for (const file of search.run(batch)) tell(file, queue);
  }
  parentPort?.postMessage({ kind: 'done', counts: search.counts } satisfies WorkerMessage);
}

function tell(file: SearchedFile, queue: SharedQueue): void {
  const buffers = file.result.kind === 'hit' ? [file.result.bytes.buffer as ArrayBuffer] : [];
  if (file.result.kind === 'hit') queue.handOver(file.result.bytes.byteLength);
  parentPort?.postMessage({ kind: 'file', file } satisfies WorkerMessage, buffers);
}

work(workerData as WorkerInput);
