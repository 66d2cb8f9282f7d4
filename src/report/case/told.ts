import type { Cite } from './cite.ts';

/** What a section may use besides the case. */
export interface Told {
  readonly cite: Cite;
}
