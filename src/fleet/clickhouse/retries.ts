import { ServerError } from './server-error.ts';

/** How attempts are repeated. */
export interface Retrying {
  readonly wait: (ms: number) => Promise<unknown>;
  /** Called before each wait. */
  readonly onRetry: (reason: string) => void;
}

/** Before each further attempt, in milliseconds: two minutes in all, long enough for a server to come back. */
const waitsMs = [250, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000];

/**
 * Repeats what failed for a reason that may pass.
 * @param attempts at most so many; default: until the waits are used up
 * @param spread factor of each wait: loaders that failed together do not come back together
 * @throws {ServerError} of the last attempt
 */
export async function withRetries<Result>(
  action: () => Promise<Result>,
  {
    wait,
    onRetry,
    attempts = waitsMs.length + 1,
    spread = 1,
  }: Retrying & { readonly attempts?: number; readonly spread?: number },
): Promise<Result> {
  for (const waitMs of waitsMs.slice(0, attempts - 1)) {
    try {
      return await action();
    } catch (error) {
      if (!(error instanceof ServerError) || error.remedy !== 'retry') throw error;
      onRetry(error.message);
      await wait(waitMs * spread);
    }
  }
  return action();
}
