import type { SessionSummary } from '../../transcripts/session-summary.ts';
import { counted } from '../markdown.ts';

/** Nothing where it was not asked for, `unknown` where the price of a model is not known. */
export function costCell({ cost }: SessionSummary): string {
  if (!cost) return '';
  if (cost.usd === undefined) return 'unknown';
  return `${cost.isLowerBound ? 'at least ' : ''}$${cost.usd.toFixed(2)}`;
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
  const open = estimates.filter(({ isLowerBound }) => isLowerBound).length;
  const bound =
    open === 0 ? '' : `; ${counted(open, 'session')} did not record how many tokens all messages ended with`;
  return `${open === 0 ? 'about' : 'at least'} $${usd.toFixed(2)} at list prices of ${first.pricesAsOf}, without discounts and subscriptions${without}${bound}`;
}
