import { join } from 'node:path';
import type { Agent, SessionStore } from '../../agents/agent.ts';
import { otherAgents } from '../../agents/index.ts';
import { userHomes } from '../configuration/configuration-folders.ts';
import { foldersInProfiles, profileTexts } from '../configuration/profile-variables.ts';
import type { Home } from '../home.ts';

/** Where sessions of one store may lie. */
export interface StorePlace {
  readonly agent: Agent;
  readonly store: SessionStore;
  /** Absolute on this machine. */
  readonly folder: string;
  /** Of files below that folder, as `SessionStore` has them. */
  readonly pattern: string;
  /** The variable of a profile that leads there. */
  readonly variable?: string;
}

/** Where a search looks. */
export interface StoreScope {
  readonly home: Home;
  /** Folders of projects, absolute on this machine. */
  readonly projects: readonly string[];
}

/** A store and whose it is. */
export type AgentStore = Pick<StorePlace, 'agent' | 'store'>;

/** Every place in which agents keep the sessions of some stores: of those that this program does not read. */
export function storePlaces(
  { home, projects }: StoreScope,
  stores: readonly AgentStore[] = unreadStores(),
): StorePlace[] {
  const homes = userHomes(home).map((directory) => ({ directory, texts: profileTexts(directory, home) }));
  return stores.flatMap(({ agent, store }) =>
    store.base === 'project'
      ? places(agent, store, projects)
      : homes.flatMap(({ directory, texts }) => [
          ...places(agent, store, [directory]),
          ...movedPlaces({ agent, store }, texts, { home, directory }),
        ]),
  );
}

function unreadStores(): AgentStore[] {
  return otherAgents.flatMap((agent) =>
    agent.stores.filter(({ isRead }) => !isRead).map((store) => ({ agent, store })),
  );
}

function places(agent: Agent, store: SessionStore, folders: readonly string[]): StorePlace[] {
  return folders.flatMap((folder) => store.paths.map((pattern) => ({ agent, store, folder, pattern })));
}

/** The value of a variable stands for the beginning of the paths that it moves. */
function movedPlaces(
  { agent, store }: AgentStore,
  texts: readonly string[],
  where: { readonly home: Home; readonly directory: string },
): StorePlace[] {
  return Object.entries(agent.movedBy ?? {}).flatMap(([variable, part]) => {
    const moved = store.paths.filter((path) => part === '' || path === part || path.startsWith(`${part}/`));
    if (moved.length === 0) return [];
    return foldersInProfiles(variable, texts, where).flatMap((value) =>
      moved.map((path) => {
        const inside = path.slice(part.length).replace(/^\//, '');
        const [folder, pattern] = inside === '' ? [join(value, '..'), baseName(value)] : [value, inside];
        return { agent, store, folder, pattern, variable };
      }),
    );
  });
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
