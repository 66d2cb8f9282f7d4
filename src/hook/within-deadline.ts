import { runInThisContext } from 'node:vm';

/** Judging a call takes some 20 ms: a machine has to be twenty times slower before a harmless one is denied. */
const deadlineMs = 400;

const slot = Symbol.for('yolo-triage.judging');

/**
 * Does work that may not take longer than 400 ms, however long the start of this program took: the engine stops it,
 * whatever it is doing. A file system that does not answer is not stopped: the call itself would wait for it, too.
 * @throws where the time is up
 */
export function withinDeadline<Result>(work: () => Result): Result {
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
