import { TriageError } from '../errors.ts';

/**
 * A window that can hold nothing is a slip of whoever typed it, and "nothing found" would be believed.
 * @throws {TriageError} where it ends before it begins, or begins in the future
 */
export function requireWindow(options: Readonly<Record<string, unknown>>, now: Date): void {
  const { since, until } = options;
  if (since instanceof Date && until instanceof Date && until < since) {
    throw new TriageError(
      `the window ends before it begins: --since ${since.toISOString()} --until ${until.toISOString()}`,
      'give the earlier time to --since',
    );
  }
  if (since instanceof Date && since > now) {
    throw new TriageError(
      `the window begins in the future: --since ${since.toISOString()}, and now it is ${now.toISOString()}`,
      'give a time that has passed; records of a clock that ran ahead are found without --since',
    );
  }
}
