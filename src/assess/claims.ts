import type { Finding } from '../detect/finding.ts';
import { compareLevels, type Level } from '../level.ts';
import type { Outcome } from '../transcripts/tool-call.ts';

/** How far a finding is shown: it was tried, it may have happened, it happened. */
export type State = 'attempted' | 'possible' | 'confirmed';

/** A call that never ran, or that ended before it did anything, was an attempt. */
const attempts: ReadonlySet<Outcome> = new Set(['denied', 'not-run', 'failed']);

/** By the outcomes of its calls; what stands on disk is there. */
export function stateOf({ outcomes }: Finding): State {
  if (outcomes.length === 0 || outcomes.includes('succeeded')) return 'confirmed';
  return outcomes.every((outcome) => attempts.has(outcome)) ? 'attempted' : 'possible';
}

/** Whether nothing shows that any of its calls ran, and nothing that none did. */
export function isUnproven({ outcomes }: Finding): boolean {
  return (
    outcomes.includes('unknown') &&
    outcomes.every((outcome) => outcome === 'unknown' || attempts.has(outcome))
  );
}

/** Whether it counts at a level: what was only tried has no consequence. */
export function happened(finding: Finding, least: Level): boolean {
  return compareLevels(finding.level, least) >= 0 && stateOf(finding) !== 'attempted';
}

const stateRank: readonly State[] = ['confirmed', 'possible', 'attempted'];
const requestRank = ['against', 'no', 'unclear', 'yes'] as const satisfies readonly Finding['requested'][];

/** Worst first: by level, then by what is shown, then by whether anybody wanted it. */
export function byWeight(a: Finding, b: Finding): number {
  return (
    compareLevels(b.level, a.level) ||
    stateRank.indexOf(stateOf(a)) - stateRank.indexOf(stateOf(b)) ||
    requestRank.indexOf(a.requested) - requestRank.indexOf(b.requested)
  );
}
