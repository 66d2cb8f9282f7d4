/** How much of the evidence's words stands on the first screen. */
export interface ScreenDetail {
  /** Incidents that have a line. */
  readonly incidents: number;
  /** Incidents that are named behind those. */
  readonly named: number;
  /** Claims of each. */
  readonly claims: number;
  /** Characters of a human's words. */
  readonly words: number;
  /** Reasons that no incident tells. */
  readonly reasons: number;
  /** Characters of what a claim or a reason quotes. */
  readonly quote: number;
  /** What the gaps are. */
  readonly holes: boolean;
  /** Things of one kind that are named, and the characters of each. */
  readonly things: number;
  readonly thing: number;
}

/** From the fullest to the shortest; the first with which the screen holds is taken. */
export const screenDetails = [
  {
    incidents: 4,
    named: 6,
    claims: 3,
    words: 200,
    reasons: 4,
    quote: 120,
    holes: true,
    things: 4,
    thing: 90,
  },
  { incidents: 4, named: 5, claims: 3, words: 140, reasons: 4, quote: 90, holes: true, things: 3, thing: 72 },
  { incidents: 4, named: 5, claims: 2, words: 120, reasons: 3, quote: 80, holes: true, things: 3, thing: 60 },
  { incidents: 3, named: 4, claims: 2, words: 100, reasons: 3, quote: 72, holes: true, things: 2, thing: 60 },
  { incidents: 3, named: 4, claims: 2, words: 80, reasons: 2, quote: 60, holes: true, things: 2, thing: 48 },
  { incidents: 3, named: 4, claims: 1, words: 64, reasons: 2, quote: 56, holes: true, things: 2, thing: 40 },
  { incidents: 2, named: 3, claims: 1, words: 48, reasons: 2, quote: 48, holes: false, things: 2, thing: 33 },
  { incidents: 1, named: 3, claims: 1, words: 40, reasons: 1, quote: 32, holes: false, things: 2, thing: 30 },
] as const satisfies readonly [ScreenDetail, ...ScreenDetail[]];
