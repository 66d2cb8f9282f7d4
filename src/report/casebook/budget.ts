import type { Share } from './book-details.ts';

/** Bytes of a whole file with up to 5,000 calls, and of each further call. */
const bytesOfFile = 1_100_000;
const callsOfFile = 5000;
const bytesOfFurtherCall = 100;

export function budgetOf(calls: number): number {
  return bytesOfFile + Math.max(0, calls - callsOfFile) * bytesOfFurtherCall;
}

/** How near a call is to what the case is about, nearest first. */
export type Standing = 'cited' | 'beside' | 'acting' | 'reading';

/** What a file holds of its calls, by their standing. */
export type Shares = Readonly<Record<Standing, Share>>;

const all = { input: Number.POSITIVE_INFINITY, result: Number.POSITIVE_INFINITY };
const shorter = { ...all, result: 200 };
const withoutResult = { ...all, result: 0 };
const beginning = { input: 300, result: 0 };
const least = { input: 80, result: 0 };

const leastShares: Shares = { cited: beginning, beside: least, acting: least, reading: least };

/** From everything to the least, what the case is about last: the first that fits is taken. */
const rungs: readonly Shares[] = [
  { cited: all, beside: all, acting: all, reading: all },
  { cited: all, beside: all, acting: all, reading: shorter },
  { cited: all, beside: all, acting: all, reading: withoutResult },
  { cited: all, beside: all, acting: shorter, reading: withoutResult },
  { cited: all, beside: all, acting: shorter, reading: beginning },
  { cited: all, beside: all, acting: withoutResult, reading: beginning },
  { cited: all, beside: all, acting: beginning, reading: beginning },
  { cited: all, beside: all, acting: beginning, reading: least },
  { cited: all, beside: all, acting: least, reading: least },
  { cited: all, beside: beginning, acting: least, reading: least },
  leastShares,
];

/** @param fits whether a file with these shares is small enough; asked as seldom as can be, since that takes long */
export function sharesThatFit(fits: (shares: Shares) => boolean): Shares {
  let [from, to] = [0, rungs.length - 1];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (fits(rungs[middle] ?? leastShares)) to = middle;
    else from = middle + 1;
  }
  return rungs[from] ?? leastShares;
}
