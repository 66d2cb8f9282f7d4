import { parentPort } from 'node:worker_threads';
import { type Job, runJob } from './jobs.ts';
import type { LineOf } from './read-job.ts';
import type { FromWorker, ToWorker } from './worker-pool.ts';

/** The whole of a worker thread: runs one job at a time, and waits when its replies are not taken. */
export function serveJobs(line: LineOf): void {
  const port = parentPort;
  let replies: Awaited<ReturnType<typeof runJob>> | undefined;
  /** Messages wait for the one before: a job may have to load what runs it. */
  let ready = Promise.resolve();

  function step(): void {
    const next = replies?.next();
    if (!next) return;
    if (next.done) {
      replies = undefined;
      port?.postMessage({ kind: 'done' } satisfies FromWorker);
    } else {
      const { value, transfer } = next.value;
      port?.postMessage({ kind: 'reply', value } satisfies FromWorker, transfer);
    }
  }

  async function take(message: ToWorker<Job>): Promise<void> {
    if (message.kind === 'job') replies = await runJob(message.job, line);
    step();
  }

  port?.on('message', (message: ToWorker<Job>) => {
    ready = ready.then(() => take(message));
  });
}
