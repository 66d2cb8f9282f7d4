import type { Agent } from '../../agents/agent.ts';
import { agents } from '../../agents/index.ts';
import { storeRoot } from '../../agents/store-root.ts';
import { PlaceTable } from './place-table.ts';

/** What tells coding agents how to behave: settings, hooks, instructions, memory, servers. */
const places = new PlaceTable(
  agents.flatMap(({ folders, configuration = [] }: Agent) => [...folders, ...configuration]).map(ending),
);

/** Work products that agents keep there; writing them changes no behaviour. */
const workProducts = new PlaceTable(
  agents
    .flatMap(({ stores, records = [] }: Agent) => [
      ...stores.flatMap((store) => store.paths.map((path) => storeRoot(store, path))),
      ...records,
    ])
    .map(ending),
);

/** Told by the end of a path, whatever drive it lies on. */
function ending(path: string): string {
  return path.replace(/^[A-Za-z]:\//, '').toLowerCase();
}

export function isAgentConfiguration(segments: readonly string[]): boolean {
  return places.has(segments) && !workProducts.has(segments);
}
