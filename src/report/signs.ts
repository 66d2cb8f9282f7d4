/** What a terminal shows as one character, and in how many of its columns. */
export interface Sign {
  readonly text: string;
  readonly width: number;
}

/** The signs of a line, in their order. */
export type ReadSigns = (line: string) => readonly Sign[];

/** Latin letters, dashes, quotes and the ellipsis. */
const narrow = /^[\x20-\u02ff\u2010-\u2027]*$/;

/** Whether every character of a line is one column wide, as far as that is known without a table of Unicode. */
export function isNarrow(line: string): boolean {
  return narrow.test(line);
}

/** Right for narrow lines. */
export const narrowSigns: ReadSigns = (line) => [...line].map((text) => ({ text, width: 1 }));

/** In columns of a terminal. */
export function widthOf(signs: readonly Sign[]): number {
  return signs.reduce((sum, { width }) => sum + width, 0);
}
