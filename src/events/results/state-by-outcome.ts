import type { State } from '../../state.ts';
import type { Outcome } from '../../transcripts/tool-call.ts';

/** What the evidence shows of one deed of a call. */
export interface Standing {
  readonly state: State;
  /** A branch that the shell did not take: the words were there, and nobody tried it. */
  readonly isUntaken?: true;
}

/** What the outcome of the whole call says, where its result says no more. */
export function stateByOutcome(outcome: Outcome): State {
  if (outcome === 'succeeded') return 'confirmed';
  return outcome === 'denied' || outcome === 'not-run' || outcome === 'failed' ? 'attempted' : 'possible';
}
