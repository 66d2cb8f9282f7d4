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
  /** Things of one kind that are named. */
  readonly things: number;
  /** Characters of one name: whole, but where nothing else is left to leave out. */
  readonly thing: number;
}

/** From the fullest to the shortest; the first with which the screen holds is taken. Entries are left out before a name is cut. */
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
    thing: 240,
  },
  {
    incidents: 4,
    named: 6,
    claims: 2,
    words: 200,
    reasons: 3,
    quote: 100,
    holes: true,
    things: 3,
    thing: 240,
  },
  {
    incidents: 4,
    named: 5,
    claims: 2,
    words: 200,
    reasons: 2,
    quote: 80,
    holes: true,
    things: 2,
    thing: 240,
  },
  {
    incidents: 3,
    named: 4,
    claims: 2,
    words: 200,
    reasons: 2,
    quote: 80,
    holes: true,
    things: 2,
    thing: 200,
  },
  {
    incidents: 3,
    named: 4,
    claims: 1,
    words: 200,
    reasons: 2,
    quote: 72,
    holes: true,
    things: 2,
    thing: 200,
  },
  {
    incidents: 3,
    named: 3,
    claims: 1,
    words: 200,
    reasons: 1,
    quote: 64,
    holes: false,
    things: 2,
    thing: 160,
  },
  {
    incidents: 3,
    named: 3,
    claims: 1,
    words: 200,
    reasons: 1,
    quote: 64,
    holes: false,
    things: 1,
    thing: 160,
  },
  {
    incidents: 2,
    named: 3,
    claims: 1,
    words: 200,
    reasons: 1,
    quote: 56,
    holes: false,
    things: 1,
    thing: 140,
  },
  {
    incidents: 1,
    named: 3,
    claims: 1,
    words: 120,
    reasons: 1,
    quote: 48,
    holes: false,
    things: 1,
    thing: 120,
  },
  {
    incidents: 1,
    named: 2,
    claims: 1,
    words: 120,
    reasons: 0,
    quote: 40,
    holes: false,
    things: 1,
    thing: 80,
  },
  { incidents: 1, named: 1, claims: 1, words: 80, reasons: 0, quote: 40, holes: false, things: 1, thing: 60 },
] as const satisfies readonly [ScreenDetail, ...ScreenDetail[]];
