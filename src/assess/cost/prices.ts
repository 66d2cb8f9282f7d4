/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  /** Kept for five minutes. */
  readonly cacheWrite: number;
  /** Kept for an hour. */
  readonly cacheWriteHour: number;
}

/** List prices of one model or several. */
export interface PriceRow extends Price {
  /** Without `claude-` and without a date. */
  readonly models: readonly string[];
  /** The day on which another price began, ISO 8601; absent for the current one. */
  readonly until?: string;
  /** For prompts with more tokens, cached ones included. */
  readonly longPrompts?: Price & { readonly above: 100_000 | 200_000 };
}

/**
 * The day of this list, which is the provider's own: https://platform.claude.com/docs/en/about-claude/pricing,
 * https://platform.claude.com/docs/en/models/overview; earlier states:
 * https://docs.anthropic.com/en/docs/about-claude/pricing
 */
export const pricesAsOf = '2026-11-10';

/** `[input, output, cache read, cache write for five minutes, cache write for an hour]` */
type Five = readonly [number, number, number, number, number];

const rows: readonly (readonly [
  models: string,
  price: Five,
  more?: Pick<PriceRow, 'until' | 'longPrompts'>,
])[] = [
  ['fable-5-2', [8, 40, 0.2, 10, 16]],
  ['fable-5-1 mythos-5-1', [10, 50, 0.25, 12.5, 20]],
  ['fable-5 mythos-5', [10, 50, 1, 12.5, 20]],
  ['opus-5-5', [4, 20, 0.2, 5, 8]],
  ['opus-5 opus-4-8 opus-4-7 opus-4-6 opus-4-5', [5, 25, 0.5, 6.25, 10]],
  ['opus-4-1 opus-4 opus-4-0 3-opus', [15, 75, 1.5, 18.75, 30]],
  ['sonnet-5-5', [2, 10, 0.2, 2.5, 4], { until: '2026-10-07' }],
  ['sonnet-5-5', [2, 10, 0.1, 2.5, 4]],
  ['sonnet-5', [2, 10, 0.2, 2.5, 4]],
  ['sonnet-4-6 3-7-sonnet 3-5-sonnet', [3, 15, 0.3, 3.75, 6]],
  [
    'sonnet-4-5 sonnet-4 sonnet-4-0',
    [3, 15, 0.3, 3.75, 6],
    { longPrompts: { above: 200_000, ...priceOf([6, 22.5, 0.6, 7.5, 12]) } },
  ],
  [
    'haiku-5-5',
    [0.1, 0.5, 0.01, 0.125, 0.2],
    { longPrompts: { above: 100_000, ...priceOf([0.5, 2.5, 0.05, 0.625, 1]) } },
  ],
  ['haiku-4-5', [1, 5, 0.1, 1.25, 2]],
  ['3-5-haiku', [0.8, 4, 0.08, 1, 1.6]],
  ['3-haiku', [0.25, 1.25, 0.03, 0.3, 0.5]],
];

/** Earlier prices of a model before later ones. */
export const prices: readonly PriceRow[] = rows.map(([models, five, more]) => ({
  models: models.split(' '),
  ...priceOf(five),
  ...more,
}));

function priceOf([input, output, cacheRead, cacheWrite, cacheWriteHour]: Five): Price {
  return { input, output, cacheRead, cacheWrite, cacheWriteHour };
}
