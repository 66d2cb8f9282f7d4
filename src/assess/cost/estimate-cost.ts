import type { CostEstimate, ModelTokens, SessionSummary } from '../../transcripts/session-summary.ts';
import { type Price, type PriceRow, prices, pricesAsOf } from './prices.ts';

const perToken = 1e-6;

/**
 * What a session would have cost at list prices: no discount, no subscription, no surcharge of a region or of a fast
 * mode. Nothing is estimated where the price of one of its models is not known.
 */
function estimateCost({ tokens: all, tokensByModel, startedAt }: SessionSummary): CostEstimate {
  const parts = tokensByModel.map((tokens) => ({ tokens, row: rowOf(tokens.model, startedAt) }));
  const unpriced = parts.flatMap(({ tokens, row }) =>
    row ? [] : [tokens.model || 'a model without a name'],
  );
  if (unpriced.length > 0) return { unpriced: [...new Set(unpriced)], pricesAsOf };
  const usd = parts.reduce((sum, { tokens, row }) => sum + (row ? costOf(tokens, row) : 0), 0);
  return {
    usd: Math.round(usd * 10_000) / 10_000,
    ...(all.isLowerBound && { isLowerBound: true }),
    unpriced: [],
    pricesAsOf,
  };
}

/** The session with what it would have cost. */
export function withCost(session: SessionSummary): SessionSummary {
  return { ...session, cost: estimateCost(session) };
}

function rowOf(model: string, at = pricesAsOf): PriceRow | undefined {
  const name = plainName(model);
  return prices.find(({ models, until }) => models.includes(name) && (until === undefined || at < until));
}

/** `us.anthropic.claude-opus-4-5-20251101-v1:0`, `claude-opus-4-5@20251101`, `claude-opus-4-6[1m]` */
function plainName(model: string): string {
  return model
    .replace(/^.*?claude-/, '')
    .replace(/\[1m\]$/, '')
    .replace(/-v\d+(?::\d+)?$/, '')
    .replace(/(?:[-@]\d{8}|-latest)$/, '');
}

function costOf(tokens: ModelTokens, row: PriceRow): number {
  const { longPrompts } = row;
  const price: Price = longPrompts && tokens.promptsAbove >= longPrompts.above ? longPrompts : row;
  const { input, output, cacheRead, cacheCreation, cacheCreationHour } = tokens;
  const fiveMinutes = Math.max(0, cacheCreation - cacheCreationHour);
  const dollars =
    input * price.input +
    output * price.output +
    cacheRead * price.cacheRead +
    fiveMinutes * price.cacheWrite +
    cacheCreationHour * price.cacheWriteHour;
  return dollars * perToken;
}
