import { type DigestJob, type DigestReply, digestFiles } from './digest-job.ts';
import { type LineOf, type ReadJob, type ReadReply, readCalls } from './read-job.ts';
import type { Reply } from './worker-pool.ts';

export type Job = DigestJob | ReadJob;
export type JobReply = DigestReply | ReadReply;

/**
 * Runs a job here, in whatever thread this is.
 * @param line of a row, for jobs that want text
 */
export function runJob(job: Job, line: LineOf): Generator<Reply<JobReply>> {
  return job.kind === 'digest' ? digestFiles(job) : readCalls(job, line);
}
