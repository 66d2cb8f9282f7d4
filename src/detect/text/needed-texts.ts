/** In lower case: at least one of these stands in every text that matches; `undefined` where nothing is known. */
export type NeededTexts = readonly string[] | undefined;

/** Of conditions that must all hold: the one that fewest texts fulfil. */
export function strongest(candidates: readonly NeededTexts[]): NeededTexts {
  let best: NeededTexts;
  for (const texts of candidates) {
    if (texts && shortest(texts) > 0 && (!best || shortest(texts) > shortest(best))) best = texts;
  }
  return best;
}

/** Of conditions of which one is enough. */
export function either(candidates: readonly NeededTexts[]): NeededTexts {
  if (candidates.length === 0 || !candidates.every((texts) => texts !== undefined)) return undefined;
  return candidates.flat();
}

function shortest(texts: readonly string[]): number {
  return texts.length === 0 ? 0 : Math.min(...texts.map((text) => text.length));
}
