import { compareLevels } from '../level.ts';
import { weakerIsolation } from './isolation.ts';
import type { Site } from './site.ts';

/** The same place reached in two ways: only what stands around it in both holds. */
export function inBothWays<Place extends Site>(a: Place, b: Site): Place {
  const guard = a.surroundings.guard === b.surroundings.guard ? a.surroundings.guard : 'none';
  const isolation = weakerIsolation(a.surroundings.isolation, b.surroundings.isolation);
  const ceilings = [a.ceiling, b.ceiling].filter((ceiling) => ceiling !== undefined);
  const [ceiling] = ceilings.sort(compareLevels).reverse();
  const { onlyWhere, ...around } = a.surroundings;
  const isConditional = onlyWhere !== undefined && b.surroundings.onlyWhere !== undefined;
  return {
    ...a,
    surroundings: { ...around, ...(isConditional && { onlyWhere }), guard, isolation },
    ...(ceilings.length === 2 && ceiling && { ceiling }),
  };
}

/** Places that several ways lead to, each once. @param keyOf what makes two of them the same */
export function inEveryWay(
  sites: readonly Site[],
  keyOf: (site: Site) => string = ({ route, line }) => `${route}:${line}`,
): Site[] {
  const found = new Map<string, Site>();
  for (const site of sites) {
    const before = found.get(keyOf(site));
    found.set(keyOf(site), before ? inBothWays(before, site) : site);
  }
  return [...found.values()];
}
