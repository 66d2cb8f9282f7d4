import { parentPort } from 'node:worker_threads';
import { type Job, runJob } from './jobs.ts';
import type { LineOf } from './read-job.ts';
import type { FromWorker, ToWorker } from './worker-pool.ts';

/** The whole of a worker thread: runs one job at a time, and waits when its replies are not taken. */
export function serveJobs(line: LineOf): void {
  const port = parentPort;
  let replies: ReturnType<typeof runJob> | undefined;

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

  port?.on('message', (message: ToWorker<Job>) => {
    if (message.kind === 'job') replies = runJob(message.job, line);
    step();
  });
}
