import { reasonOf } from './read-bounded-file.ts';

/** Does what git may fail at; a failure becomes a gap that names what could not be read, and gives `otherwise`. */
export type Attempt = <T>(what: string, action: () => Promise<T>, otherwise: T) => Promise<T>;

export function attempts(report: (reason: string) => void): Attempt {
  return async (what, action, otherwise) => {
    try {
      return await action();
    } catch (error) {
      report(`git could not read ${what}: ${reasonOf(error).split('\n', 1)[0]}`);
      return otherwise;
    }
  };
}
