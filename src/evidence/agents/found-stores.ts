import { join, relative, sep } from 'node:path';
import type { Agent, SessionStore } from '../../agents/agent.ts';
import { storeRoot } from '../../agents/store-root.ts';
import { recordedFiles } from '../bag-record.ts';
import type { Evidence } from '../configuration/read-text.ts';
import { statOf } from '../configuration/stat-of.ts';
import { recordedPathOf } from '../home.ts';
import { tellAbsentFolders } from './absent-folders.ts';
import { type MatchingFile, matchingFiles } from './matching-files.ts';
import { sessionOf } from './session-of.ts';
import { tellTraces } from './session-traces.ts';
import { type FilesOfAgent, type StorePlace, storePlaces, unreadStores } from './store-places.ts';
import { storeScope } from './store-scope.ts';
import { type StoreSearch, startOf, tell, walkOf } from './store-search.ts';

/** A store of sessions of another agent that is there. */
export interface FoundStore {
  readonly agent: Agent;
  readonly store: SessionStore;
  /** Folder below which they lie, or the file that holds them; absolute on this machine. */
  readonly path: string;
  /** Of a log or a database, 1. */
  readonly sessions: number;
  /** There are more than were counted. */
  readonly isCut: boolean;
  /** When the newest of the files was written; in milliseconds. */
  readonly newestMs: number;
}

/**
 * Every such store of the homes and projects, in the order of their paths. Links out of the evidence are not followed.
 * What shows that there are further sessions becomes a gap: a folder that is named and not there, traces of sessions.
 * @param worked folders in which sessions worked, besides those in which people keep projects; absolute on this machine
 * @param stores those that are looked for; where absent, those that this program does not read
 */
export function foundStores(
  evidence: Evidence,
  worked: readonly string[],
  stores: readonly FilesOfAgent[] = unreadStores(),
): FoundStore[] {
  const { projects, search, environments } = storeScope(evidence, worked);
  const found = new Map<string, FoundStore>();
  for (const place of storePlaces(stores, projects, environments)) {
    for (const store of storesAt(place, search)) {
      const key = `${store.agent.id}\n${store.path}`;
      found.set(key, together(store, found.get(key)));
    }
  }
  for (const environment of environments) {
    tellAbsentFolders(environment, search);
    tellTraces(environment, { projects, search });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function storesAt(place: StorePlace, search: StoreSearch): FoundStore[] {
  const { agent, store, pattern } = place;
  const { evidence, seen } = search;
  const folder = startOf(place.folder, search);
  if (folder === undefined) return [];
  const walk = walkOf(search);
  const stores: FoundStore[] = [];
  for (const file of matchingFiles(folder, pattern, walk)) {
    const session = sessionOf(store, file);
    if (session === undefined || seen.has(session)) continue;
    seen.add(session);
    const path = rootOf(place, file);
    stores.push({ agent, store, path, sessions: 1, isCut: false, newestMs: writtenMs(file, evidence) });
  }
  if (walk.entries >= 0) return stores;
  if (stores.length === 0)
    tell(search, join(folder, storeRoot(store, pattern)), ['truncated', tooMany(agent)]);
  return stores.map((one) => ({ ...one, isCut: true }));
}

const tooMany = ({ name }: Agent): string =>
  `has more entries than are looked through for sessions of ${name}`;

function together(store: FoundStore, other?: FoundStore): FoundStore {
  if (!other) return store;
  return {
    ...store,
    sessions: store.sessions + other.sessions,
    isCut: store.isCut || other.isCut,
    newestMs: Math.max(store.newestMs, other.newestMs),
  };
}

/** A copy in a bag has the time of the copy; the bag's log has that of the file. */
function writtenMs({ path, stat }: MatchingFile, { home }: Evidence): number {
  const recorded = home.bag && recordedFiles(home).get(recordedPathOf(home, path))?.modifiedAt;
  if (recorded) return Date.parse(recorded);
  // What was not yet written back to a database is newer than it.
  return Math.max(stat.mtimeMs, statOf(`${path}-wal`)?.mtimeMs ?? 0);
}

/** What a store is known by, with the names of the file; behind a link the pattern's own names serve. */
function rootOf({ store, folder, pattern }: StorePlace, { path }: MatchingFile): string {
  const known = storeRoot(store, pattern).split('/');
  const inside = relative(folder, path).split(sep).slice(0, known.length);
  return join(folder, ...(inside[0] === '..' ? known : inside));
}
