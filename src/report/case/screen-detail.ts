/** How much of the evidence's words stands on the first screen. */
export interface ScreenDetail {
  /** Incidents that have a line. */
  readonly incidents: number;
  /** Claims of each. */
  readonly claims: number;
  /** Characters of a human's words. */
  readonly words: number;
  /** Reasons that no incident tells. */
  readonly reasons: number;
  /** Characters of what a claim or a reason quotes. */
  readonly quote: number;
  /** Things of one kind that are named, and the characters of each. */
  readonly things: number;
  readonly thing: number;
}

/** From the fullest to the shortest; the first with which the screen holds is taken. */
export const screenDetails = [
  { incidents: 4, claims: 3, words: 200, reasons: 4, quote: 120, things: 4, thing: 90 },
  { incidents: 4, claims: 3, words: 140, reasons: 4, quote: 90, things: 3, thing: 72 },
  { incidents: 4, claims: 2, words: 120, reasons: 3, quote: 80, things: 3, thing: 60 },
  { incidents: 3, claims: 2, words: 100, reasons: 3, quote: 72, things: 2, thing: 60 },
  { incidents: 3, claims: 2, words: 80, reasons: 2, quote: 60, things: 2, thing: 48 },
  { incidents: 3, claims: 1, words: 64, reasons: 2, quote: 56, things: 2, thing: 40 },
  { incidents: 2, claims: 1, words: 48, reasons: 2, quote: 48, things: 1, thing: 40 },
  { incidents: 1, claims: 1, words: 40, reasons: 1, quote: 32, things: 1, thing: 28 },
] as const satisfies readonly [ScreenDetail, ...ScreenDetail[]];
