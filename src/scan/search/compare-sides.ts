import { compareLevels } from '../../level.ts';
import type { FlagOccurrence } from '../flag-occurrence.ts';
import { guards } from '../guard.ts';
import { isolations, type Strength } from '../isolation.ts';

/** What a change makes of places: those that are new, and those that stood there and have lost something. */
export function changedPlaces(
  before: readonly FlagOccurrence[],
  after: readonly FlagOccurrence[],
): readonly FlagOccurrence[] {
  const left = new Map<string, FlagOccurrence[]>();
  for (const place of before) {
    const key = identityOf(place);
    left.set(key, [...(left.get(key) ?? []), place]);
  }
  return pairsOf(after, left).flatMap(([place, stood]) => {
    if (!stood) return [place];
    const losses = lossesOf(stood, place);
    return losses.length === 0 ? [] : [{ ...place, reasons: [...place.reasons, ...losses] }];
  });
}

type Pair = readonly [FlagOccurrence, FlagOccurrence | undefined];

/** Each place with the one that it was, in its own file first: a file that is renamed adds nothing. */
function pairsOf(after: readonly FlagOccurrence[], left: Map<string, FlagOccurrence[]>): Pair[] {
  const own = new Map<FlagOccurrence, FlagOccurrence>();
  for (const isSameFile of [true, false]) {
    for (const place of after) {
      if (own.has(place)) continue;
      const standing = left.get(identityOf(place)) ?? [];
      const fits = standing.filter(({ path }) => !isSameFile || path === place.path);
      const stood = fits.find((one) => lossesOf(one, place).length === 0) ?? fits[0];
      if (!stood) continue;
      standing.splice(standing.indexOf(stood), 1);
      own.set(place, stood);
    }
  }
  return after.map((place) => [place, own.get(place)]);
}

/** What makes two places the same, wherever they stand and however they are indented. */
function identityOf({ agent, route, text }: FlagOccurrence): string {
  return [
    agent,
    route,
    text
      .replace(/\s+/g, ' ')
      .replace(/[\s\\&|;]+$/, '')
      .trim(),
  ].join('\0');
}

const strengths: readonly Strength[] = ['none', 'partial', 'strong'];

/** Why a place is worse than it was, one sentence each. */
function lossesOf(before: FlagOccurrence, after: FlagOccurrence): string[] {
  const losses: string[] = [];
  const changed = (what: string, was: string) =>
    losses.push(`the change moves ${what}: it was ${was} before`);
  if (before.guard !== after.guard && before.guard !== 'none' && before.guard in guards) {
    changed('the guard', before.guard);
  }
  if (strengthOf(after.isolation) < strengthOf(before.isolation)) changed('the isolation', before.isolation);
  if (before.scope !== after.scope) changed('the scope', before.scope);
  if (compareLevels(before.level, after.level) < 0) changed('the level', before.level);
  return losses;
}

function strengthOf(isolation: string): number {
  const found = Object.entries(isolations).find(([name]) => name === isolation)?.[1];
  return found ? strengths.indexOf(found.strength) : 0;
}
