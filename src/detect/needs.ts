import type { NeededTexts } from './text/needed-texts.ts';

/** A text in lower case that has to stand in a field; the field '' means any. */
export interface Need {
  readonly field: string;
  readonly text: string;
}

/** One of these is met by every event that matches; `undefined` where nothing is known. */
export type Needs = readonly Need[] | undefined;

export function needsOf(field: string, texts: NeededTexts): Needs {
  return texts?.map((text) => ({ field, text }));
}

/** Of conditions that must all hold: the one that fewest events meet, as far as the length of its texts tells. */
export function strongestNeeds(candidates: readonly Needs[]): Needs {
  let best: Needs;
  for (const needs of candidates) {
    if (needs && shortest(needs) > 0 && (!best || shortest(needs) > shortest(best))) best = needs;
  }
  return best;
}

/** Of conditions of which one is enough. */
export function eitherNeeds(candidates: readonly Needs[]): Needs {
  if (candidates.length === 0 || !candidates.every((needs) => needs !== undefined)) return undefined;
  return candidates.flat();
}

function shortest(needs: readonly Need[]): number {
  return needs.length === 0 ? 0 : Math.min(...needs.map(({ text }) => text.length));
}
