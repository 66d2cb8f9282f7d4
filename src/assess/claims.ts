import type { Finding } from '../detect/finding.ts';
import { compareLevels, type Level } from '../level.ts';
import { states } from '../state.ts';
import type { Outcome } from '../transcripts/tool-call.ts';

/** A call that never ran, or that ended before it did anything, was an attempt. */
const attempts: ReadonlySet<Outcome> = new Set(['denied', 'not-run', 'failed']);

/** Whether nothing shows that any of its calls ran, and nothing that none did. */
export function isUnproven({ outcomes, seenBy }: Finding): boolean {
  return (
    seenBy === undefined &&
    outcomes.includes('unknown') &&
    outcomes.every((outcome) => outcome === 'unknown' || attempts.has(outcome))
  );
}

/** Whether it counts at a level: what was only tried has no consequence. */
export function happened(finding: Finding, least: Level): boolean {
  return compareLevels(finding.level, least) >= 0 && finding.state !== 'attempted';
}

const requestRank = ['against', 'no', 'unclear', 'yes'] as const satisfies readonly Finding['requested'][];

/** Worst first: by level, then by what is shown, then by whether anybody wanted it. */
export function byWeight(a: Finding, b: Finding): number {
  return (
    compareLevels(b.level, a.level) || states.indexOf(a.state) - states.indexOf(b.state) || byRequest(a, b)
  );
}

/** What nobody wanted first. */
export function byRequest(a: Pick<Finding, 'requested'>, b: Pick<Finding, 'requested'>): number {
  return requestRank.indexOf(a.requested) - requestRank.indexOf(b.requested);
}
