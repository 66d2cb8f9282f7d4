import type { Copy, LinePlace } from '../digest/group-digest.ts';
import type { Outcome } from '../tool-call.ts';

/** Where and when a call or a result stands. */
export interface Appearance {
  readonly place: LinePlace;
  readonly copy: Copy;
  /** Milliseconds, NaN for none. */
  readonly at: number;
  /** Index of the session in its group. */
  readonly session: number;
  readonly agentId: string | undefined;
  readonly sidechain: boolean;
}

/** A result at its place, judged. */
export interface JudgedResult {
  readonly appearance: Appearance;
  readonly outcome: Outcome;
  readonly isError: boolean;
  readonly contradicted: boolean;
}
