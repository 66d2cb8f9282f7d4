/** Sigma's levels, lowest first. https://sigmahq.io/sigma-specification/specification/sigma-rules-specification.html#level */
export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof levels)[number];

/** Negative when `a` is the lower level; usable with `Array.prototype.sort`. */
export function compareLevels(a: Level, b: Level): number {
  return levels.indexOf(a) - levels.indexOf(b);
}

/** The highest of the given levels, or `none`. */
export function highestLevel(given: Iterable<Level>): Level | 'none' {
  let highest = -1;
  for (const level of given) highest = Math.max(highest, levels.indexOf(level));
  return levels[highest] ?? 'none';
}

/** What somebody has to look at tonight. */
export function isGrave(level: Level): boolean {
  return compareLevels(level, 'high') >= 0;
}
