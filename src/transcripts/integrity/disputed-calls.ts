import type { Gap } from '../../evidence/gap.ts';
import type { CallPlace } from '../join/settle-variants.ts';

const namedAtMost = 5;

/**
 * Ids that stand for calls that do different things, each place a gap: an agent gives an id once, and copies it as it is.
 * @param disputed each id with all of its places
 */
export function disputedCalls(
  disputed: readonly (readonly CallPlace[])[],
  reference: (file: number) => string,
): Gap[] {
  const gaps = disputed.slice(0, namedAtMost).flatMap((places) => gapsOf(places, reference));
  const more = disputed.length - namedAtMost;
  if (more <= 0) return gaps;
  const which = more === 1 ? '1 more call is' : `${more} more calls are`;
  return [...gaps, { kind: 'tampering', reason: `${which} recorded with another tool or input elsewhere` }];
}

function gapsOf(places: readonly CallPlace[], reference: (file: number) => string): Gap[] {
  const ways = places.length === 2 ? 'both ways' : `${places.length} ways`;
  return places
    .map(({ file, line }) => ({ path: reference(file), line }))
    .sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)) || a.line - b.line)
    .map((evidence) => ({
      kind: 'tampering',
      reason: `one call is recorded in ${ways}, with another tool or input each time: every one was read, this is one of them`,
      evidence,
    }));
}
