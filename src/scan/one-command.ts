import { type RouteId, routes } from './routes.ts';
import type { Site } from './site.ts';

/** What one command or one record says beside a route, which does no more then. */
const within: Partial<Record<RouteId, readonly RouteId[]>> = {
  'skip-permissions-flag': [
    'bypass-mode-flag',
    'allow-skip-permissions-flag',
    'blanket-tools-flag',
    'prompt-tool-flag',
    'sdk-allow-option',
  ],
  'bypass-mode-flag': ['allow-skip-permissions-flag', 'blanket-tools-flag', 'prompt-tool-flag'],
  'sdk-mode-option': ['sdk-allow-option', 'allow-skip-permissions-flag', 'blanket-tools-flag'],
  'other-agent-flag': ['other-agent-setting'],
};

/** A place on its line, with the further routes that its command takes there. */
export type WholePlace<Place> = Place & { readonly also?: readonly RouteId[] };

/** One place for each command of a line: what says it twice, as an option and a list of tools do, is told there. */
export function oncePerCommand<Place extends Site & { readonly placedLine: number }>(
  places: readonly Place[],
): WholePlace<Place>[] {
  const isWithin = (inner: Place, outer: Place) =>
    inner.placedLine === outer.placedLine &&
    agentOf(inner) === agentOf(outer) &&
    within[outer.route]?.includes(inner.route) === true;
  return places
    .filter((place) => !places.some((outer) => isWithin(place, outer)))
    .map((place) => {
      const also = places.filter((inner) => isWithin(inner, place)).map(({ route }) => route);
      return also.length > 0 ? { ...place, also: also.sort() } : place;
    });
}

function agentOf({ agent, route }: Site): string {
  return agent ?? routes[route].agent;
}
