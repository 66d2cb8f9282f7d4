import { join } from 'node:path';
import type { SessionStore } from '../../agents/agent.ts';
import { otherAgents } from '../../agents/index.ts';
import { storeRoot } from '../../agents/store-root.ts';
import type { Evidence } from '../configuration/read-text.ts';
import { matchingFiles } from './matching-files.ts';
import { environmentsOf, type StorePlace, storePlaces } from './store-places.ts';
import { storeScope } from './store-scope.ts';
import { type StoreSearch, startOf, storeSearch, tell, walkOf } from './store-search.ts';

/**
 * The files of those stores of an agent that are read and lie below homes, absolute on this machine and in the order of their paths. Links
 * out of the evidence are not followed.
 * @param id of the agent in `src/agents/`
 */
export function storeFiles(id: string, evidence: Evidence): string[] {
  const stores = otherAgents
    .filter((agent) => agent.id === id)
    .flatMap((agent) => agent.stores.filter(({ isRead }) => isRead));
  return filesOf(id, stores, evidence);
}

/** The same of one place, read or not. */
export function filesOfStore(id: string, store: SessionStore, evidence: Evidence): string[] {
  return filesOf(id, [store], evidence);
}

function filesOf(id: string, stores: readonly SessionStore[], evidence: Evidence): string[] {
  const search = storeSearch(evidence);
  const kept = otherAgents
    .filter((agent) => agent.id === id)
    .flatMap((agent) => stores.map((store) => ({ agent, store })));
  const files = storePlaces(kept, [], environmentsOf(evidence.home, [])).flatMap((place) =>
    filesAt(place, search),
  );
  return [...new Set(files)].sort();
}

/** A file of a store that lies in a project. */
export interface ProjectStoreFile {
  /** Id of the agent. */
  readonly agent: string;
  /** Absolute on this machine, as the folder of the project. */
  readonly path: string;
  readonly folder: string;
}

/**
 * The files of all stores that lie in projects and are read, in the order of their paths.
 * @param worked folders in which sessions worked, besides those in which people keep projects; absolute on this machine
 */
export function projectStoreFiles(evidence: Evidence, worked: readonly string[]): ProjectStoreFile[] {
  const { projects, search, environments } = storeScope(evidence, worked);
  const stores = otherAgents.flatMap((agent) =>
    agent.stores
      .filter(({ isRead, base }) => isRead && base === 'project')
      .map((store) => ({ agent, store })),
  );
  const found = storePlaces(stores, projects, environments).flatMap((place) =>
    filesAt(place, search).map((path) => ({ agent: place.agent.id, path, folder: place.folder })),
  );
  const byPath = new Map(found.map((file) => [file.path, file]));
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function filesAt(place: StorePlace, search: StoreSearch): string[] {
  const folder = startOf(place.folder, search);
  if (folder === undefined) return [];
  const walk = walkOf(search);
  const found = [...matchingFiles(folder, place.pattern, walk)].map(({ path }) => path);
  if (walk.entries < 0)
    tell(search, join(folder, storeRoot(place.store, place.pattern)), ['truncated', tooMany(found.length)]);
  return found;
}

function tooMany(read: number): string {
  return `has more entries than are looked through: ${read} of its files are read, those with the greatest names`;
}
