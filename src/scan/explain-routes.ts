import { remedies } from './remedies.ts';
import { type RouteId, routes } from './routes.ts';
import type { ExplainedRoute } from './scan-document.ts';

/** Each of the given routes once, explained, by id. */
export function explainRoutes(ids: Iterable<string>): ExplainedRoute[] {
  const given = new Set(ids);
  return Object.keys(routes)
    .filter((id): id is RouteId => given.has(id))
    .sort()
    .map((id) => ({
      id,
      says: routes[id].says,
      remedy: remedies[id],
      level: routes[id].level,
      documentation: routes[id].documentation,
    }));
}
