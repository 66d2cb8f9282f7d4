import { otherAgents } from '../../agents/index.ts';
import type { Evidence } from '../configuration/read-text.ts';
import { matchingFiles } from './matching-files.ts';
import { environmentsOf, storePlaces } from './store-places.ts';
import { startOf, storeSearch, walkOf } from './store-search.ts';

/**
 * The files of those stores of an agent that are read, absolute on this machine and in the order of their paths. Links
 * out of the evidence are not followed.
 * @param id of the agent in `src/agents/`
 */
export function storeFiles(id: string, evidence: Evidence): string[] {
  const stores = otherAgents
    .filter((agent) => agent.id === id)
    .flatMap((agent) => agent.stores.filter(({ isRead }) => isRead).map((store) => ({ agent, store })));
  const search = storeSearch(evidence);
  const environments = environmentsOf(evidence.home, []);
  const files = storePlaces(stores, [], environments).flatMap((place) => {
    const folder = startOf(place.folder, search);
    if (folder === undefined) return [];
    return [...matchingFiles(folder, place.pattern, walkOf(search))].map(({ path }) => path);
  });
  return [...new Set(files)].sort();
}
