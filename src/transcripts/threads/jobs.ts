import { type DigestJob, type DigestReply, digestFiles } from './digest-job.ts';
import type { LineOf, ReadJob, ReadReply } from './read-job.ts';
import type { Reply } from './worker-pool.ts';

export type Job = DigestJob | ReadJob;
export type JobReply = DigestReply | ReadReply;

/**
 * Runs a job here, in whatever thread this is. What reads calls again is loaded for the first job that does so.
 * @param line of a row, for jobs that want text
 */
export async function runJob(job: Job, line: LineOf): Promise<Generator<Reply<JobReply>>> {
  if (job.kind === 'digest') return digestFiles(job);
  const { readCalls } = await import('./read-job.ts');
  return readCalls(job, line);
}
