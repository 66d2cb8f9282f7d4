/**
 * What the process says when it ends. `gaps` is a truth of its own: the run finished and found nothing,
 * but some evidence could not be read, so nothing is proven clean.
 */
export const ExitCode = { ok: 0, findings: 1, notRun: 2, gaps: 3, bug: 70 } as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/**
 * A foreseeable reason not to run: bad usage, a bad query, nothing to look at. Ends with exit code 2.
 * Evidence that cannot be read is never one of these; it is a {@link Gap}.
 */
export class TriageError extends Error {
  override readonly name = 'TriageError';
  /** What the reader can do about it, one line; empty where the message says it all. */
  readonly hint: string;

  constructor(message: string, hint = '') {
    super(message);
    this.hint = hint;
  }
}
