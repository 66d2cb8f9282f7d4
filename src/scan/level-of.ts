import { compareLevels, type Level } from '../level.ts';
import { scopes } from './flag-occurrence.ts';
import { guards } from './guard.ts';
import { isolations, type Strength } from './isolation.ts';
import type { WholePlace } from './one-command.ts';
import { routes } from './routes.ts';
import type { Site } from './site.ts';

/** What isolation leaves of a level. */
const ceilings: Readonly<Record<Strength, Level>> = { none: 'critical', partial: 'medium', strong: 'low' };

/** The level of a place, and why: from the route, then the isolation, then the guard. */
export function levelOf(
  { route, surroundings, ceiling, also = [] }: WholePlace<Site>,
  dependency: boolean,
): { level: Level; reasons: string[] } {
  const { guard, isolation, scope, multiplicity, notes } = surroundings;
  const { level, says } = routes[route];
  const { onlyWhere } = surroundings;
  const unconditional = ceiling === undefined ? level : lower(level, ceiling);
  const unguarded = onlyWhere === undefined ? unconditional : lower(unconditional, 'medium');
  const isolated = lower(unguarded, ceilings[isolations[isolation].strength]);
  const guarded = guard === 'is-sandbox' || guard === 'bubblewrap' ? lower(isolated, 'medium') : isolated;
  const times = multiplicity === undefined ? '' : ` (${multiplicity} at a time)`;
  return {
    level: dependency ? lower(guarded, 'low') : guarded,
    reasons: [
      says,
      ...also.map((id) => routes[id].says),
      `reaches ${scopes[scope]}${times}`,
      isolations[isolation].says,
      guards[guard],
      ...(onlyWhere === undefined
        ? []
        : [`only where \`${onlyWhere}\` is switched on: the script leaves it off by itself`]),
      ...notes,
      ...(dependency ? [inDependency] : []),
    ],
  };
}

const inDependency =
  'stands in an installed dependency: nobody here wrote it, and it acts only where it is started';

function lower(a: Level, b: Level): Level {
  return compareLevels(a, b) <= 0 ? a : b;
}
