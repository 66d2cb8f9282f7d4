import type { RefusalReason } from './refusal.ts';

/** Everything that is refused for one reason. */
export interface RefusedCount {
  readonly reason: RefusalReason;
  readonly meaning: string;
  readonly count: number;
  /** Where the first stands; line 0 is the file itself. */
  readonly path: string;
  readonly line: number;
  readonly detail: string;
}
