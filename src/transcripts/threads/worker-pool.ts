import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { isBuilt, ownFiles } from '../../own-files.ts';

/** One reply of a job; `transfer` is memory that is handed over instead of copied. */
export interface Reply<R> {
  readonly value: R;
  readonly transfer: ArrayBuffer[];
}

export type ToWorker<J> = { readonly kind: 'job'; readonly job: J } | { readonly kind: 'next' };
export type FromWorker = { readonly kind: 'reply'; readonly value: unknown } | { readonly kind: 'done' };

/** Runs jobs one after the other or side by side; replies come in the order of the jobs either way. */
export interface Pool<J, R> {
  run(jobs: Iterable<J>): AsyncGenerator<R>;
  close(): Promise<void>;
}

/** More threads would wait for the disk and hold memory. */
const mostThreads = 8;

/** Replies that a worker may be ahead of the reader. */
const credit = 3;

/** Jobs that may be finished before the reader comes to them, for each worker. */
const jobsAhead = 8;

/**
 * Records are garbage at once; a nursery larger than this holds more of it and saves little time. The other bound is
 * out of reach of one line's values, and makes V8 collect early: without it a thread may hold half a gigabyte of
 * garbage.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 1024 };

const thread = 'inventory-worker.js';

/** Runs one job where it is called. */
type RunHere<J, R> = (job: J) => Promise<Iterable<Reply<R>>>;

export function createPool<J, R>(runHere: RunHere<J, R>, wanted: 'threads' | 'here'): Pool<J, R> {
  const count = Math.min(availableParallelism(), mostThreads);
  return wanted === 'here' || count < 2 || !isBuilt() ? localPool(runHere) : threadPool(count);
}

function localPool<J, R>(run: RunHere<J, R>): Pool<J, R> {
  return {
    async *run(jobs) {
      for (const job of jobs) for (const { value } of await run(job)) yield value;
    },
    close: async () => undefined,
  };
}

interface Running<R> {
  readonly replies: R[];
  done: boolean;
  readonly worker: Worker;
}

function threadPool<J, R>(count: number): Pool<J, R> {
  const workers = Array.from({ length: count }, () => ownFiles().startThread(thread, { resourceLimits }));
  const owners = new Map<Worker, Running<R> | undefined>(workers.map((worker) => [worker, undefined]));
  let failure: Error | undefined;
  let wake = (): void => undefined;

  for (const worker of workers) {
    worker.on('error', (error) => {
      failure = error;
      wake();
    });
    worker.on('message', (message: FromWorker) => {
      const running = owners.get(worker);
      if (message.kind === 'reply') {
        // Both ends of the channel are this program; the job that was given decides the type of its replies.
        running?.replies.push(message.value as R);
      } else {
        if (running) running.done = true;
        owners.set(worker, undefined);
      }
      wake();
    });
  }

  function hasIdleWorker(): boolean {
    return workers.some((worker) => owners.get(worker) === undefined);
  }

  function start(job: J): Running<R> {
    const worker = workers.find((one) => owners.get(one) === undefined);
    if (!worker) throw new Error('no worker is idle');
    const running: Running<R> = { replies: [], done: false, worker };
    owners.set(worker, running);
    worker.postMessage({ kind: 'job', job } satisfies ToWorker<J>);
    for (let ahead = 1; ahead < credit; ahead += 1)
      worker.postMessage({ kind: 'next' } satisfies ToWorker<J>);
    return running;
  }

  return {
    async *run(jobs) {
      const waiting = jobs[Symbol.iterator]();
      const running: Running<R>[] = [];
      let isExhausted = false;
      for (;;) {
        while (!isExhausted && running.length < count * jobsAhead && hasIdleWorker()) {
          const next = waiting.next();
          if (next.done) isExhausted = true;
          else running.push(start(next.value));
        }
        const [reading] = running;
        if (failure) throw failure;
        if (!reading) return;
        const reply = reading.replies.shift();
        if (reply !== undefined) {
          if (!reading.done) reading.worker.postMessage({ kind: 'next' } satisfies ToWorker<J>);
          yield reply;
        } else if (reading.done) {
          running.shift();
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
