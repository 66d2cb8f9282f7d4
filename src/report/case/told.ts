import type { Cite } from './cite.ts';
import type { ScreenDetail } from './screen-detail.ts';

/** What a section may use besides the case. */
export interface Told {
  readonly cite: Cite;
}

/** What the parts of the first screen use. */
export interface OnScreen extends Told {
  readonly detail: ScreenDetail;
  /** Which the screen names; as the evidence writes it. */
  readonly home: string;
}
