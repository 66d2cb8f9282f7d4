import type { Evidence } from '../../evidence/configuration/read-text.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import { isLiveHome, openHomeOf } from '../../invocation/open-home.ts';

/**
 * The home that the options name, with a list that fills with gaps as it is read.
 * @throws {TriageError} where there is no such folder
 */
export function openEvidence(invocation: Invocation): {
  evidence: Evidence;
  gaps: readonly Gap[];
} {
  const gaps: Gap[] = [];
  const home = openHomeOf(invocation);
  return { evidence: { home, isLive: isLiveHome(invocation), reportGap: (gap) => gaps.push(gap) }, gaps };
}
