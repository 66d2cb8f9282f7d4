import type { SessionSummary } from '../../transcripts/session-summary.ts';
import { counted } from '../markdown.ts';

/** Nothing where it was not asked for, `unknown` where the price of a model is not known. */
export function costCell({ cost }: SessionSummary): string {
  if (!cost) return '';
  return cost.usd === undefined ? 'unknown' : `$${cost.usd.toFixed(2)}`;
}

/**
 * What all sessions together would have cost, and what that leaves out; undefined where it was not asked for.
 * @param quoted makes words of the evidence safe
 */
export function costOfAll(
  sessions: readonly SessionSummary[],
  quoted: (text: string) => string,
): string | undefined {
  const estimates = sessions.flatMap(({ cost }) => cost ?? []);
  const [first] = estimates;
  if (!first) return undefined;
  const usd = estimates.reduce((sum, { usd: one = 0 }) => sum + one, 0);
  const unknown = estimates.filter(({ usd: one }) => one === undefined).length;
  const models = [...new Set(estimates.flatMap(({ unpriced }) => unpriced))].sort();
  const without =
    unknown === 0
      ? ''
      : `; ${counted(unknown, 'session')} not estimated: no price is known for ${models.map(quoted).join(', ')}`;
  return `about $${usd.toFixed(2)} at list prices of ${first.pricesAsOf}, without discounts and subscriptions${without}`;
}
