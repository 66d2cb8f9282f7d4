import type { Finding } from '../../detect/finding.ts';
import type { Detected } from '../../detect/finding-groups.ts';
import type { Occasion } from '../../detect/occasion.ts';
import { compareLevels } from '../../level.ts';
import { withRequest } from '../requests/request-of.ts';
import { type Harm, harmOf } from './harm.ts';

/** One occasion of one finding: what incidents are made of. */
export interface Deed {
  /** Judged by the words before this occasion. */
  readonly finding: Finding;
  readonly sessionId: string;
  readonly harm: Harm;
  readonly occasion: Occasion;
}

/** Those of level medium and higher that belong to a session, each session's in time order. */
export function deedsOf(detected: readonly Detected[]): readonly Deed[] {
  return detected.flatMap(({ finding, occasions }) => deedsOfFinding(finding, occasions)).sort(byTime);
}

function deedsOfFinding(finding: Finding, occasions: readonly Occasion[]): readonly Deed[] {
  const { sessionId, level } = finding;
  if (sessionId === undefined || compareLevels(level, 'medium') < 0) return [];
  const harm = harmOf(finding);
  return occasions.map((occasion) => ({ finding: told(finding, occasion), sessionId, harm, occasion }));
}

/** The words before the first call of a finding say nothing of what was asked for before a later one. */
function told(finding: Finding, { prompt, question, said }: Occasion): Finding {
  const { prompt: _prompt, question: _question, request: _request, ...judged } = finding;
  return withRequest({
    ...judged,
    requested: 'unclear',
    ...(prompt !== undefined && { prompt }),
    ...(question !== undefined && { question }),
    ...(said && { said }),
  });
}

/** What has no time stands where it was read. */
function byTime(a: Deed, b: Deed): number {
  const [left, right] = [a.occasion.from, b.occasion.from];
  if (a.sessionId !== b.sessionId) return a.sessionId < b.sessionId ? -1 : 1;
  if (left === undefined || right === undefined || left === right) return 0;
  return left < right ? -1 : 1;
}
