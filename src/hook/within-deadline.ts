import { runInThisContext } from 'node:vm';

const shortestMs = 400;
const longestMs = 3_000;
/** Node starts in some 60 ms: on a machine that is busy with other things both take longer. */
const startsOfNode = 5;

const slot = Symbol.for('yolo-triage.judging');

/**
 * Does work that may not take longer than 400 ms, on a machine that took its time to start this program up to 3 s: the
 * engine stops it, whatever it is doing. A file system that does not answer is not stopped: the call itself would wait
 * for it, too.
 * @throws where the time is up
 */
export function withinDeadline<Result>(work: () => Result): Result {
  const deadlineMs = Math.round(Math.min(longestMs, Math.max(shortestMs, startsOfNode * performance.now())));
  let result: { readonly value: Result } | undefined;
  Reflect.set(globalThis, slot, () => {
    result = { value: work() };
  });
  try {
    runInThisContext("globalThis[Symbol.for('yolo-triage.judging')]()", { timeout: deadlineMs });
  } catch (error) {
    if (isTimeout(error)) throw new Error(`it could not be judged within ${deadlineMs} ms`);
    throw error;
  } finally {
    Reflect.deleteProperty(globalThis, slot);
  }
  if (result === undefined) throw new Error('it could not be judged');
  return result.value;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
