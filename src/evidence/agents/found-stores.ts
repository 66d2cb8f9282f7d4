import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Agent, SessionStore } from '../../agents/agent.ts';
import { otherAgents } from '../../agents/index.ts';
import { storeRoot } from '../../agents/store-root.ts';
import { projectFolders } from '../../transcripts/sources/claude-code/work-folders.ts';
import { recordedFiles } from '../bag-record.ts';
import { boundaryOf, type Evidence } from '../configuration/read-text.ts';
import { statOf } from '../configuration/stat-of.ts';
import { evidencePath, referencePath } from '../home.ts';
import { databaseHolds } from './database-holds.ts';
import { type MatchingFile, matchingFiles, type Search } from './matching-files.ts';
import { type StorePlace, storePlaces } from './store-places.ts';

/** A store of sessions of another agent that is there and is not read. */
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

/** How many entries one place may cost: the newest sessions, which have the greatest names, are among them. */
const entriesAtMost = 20_000;

/**
 * Every such store of the homes and projects, in the order of their paths. Links out of the evidence are not followed.
 * @param worked folders in which sessions worked, besides those in which people keep projects; absolute on this machine
 */
export function foundStores(evidence: Evidence, worked: readonly string[]): FoundStore[] {
  const projects = [...new Set([...worked, ...projectFolders(evidence.home)])];
  const found = new Map<string, FoundStore>();
  const seen = new Set<string>();
  for (const place of storePlaces({ home: evidence.home, projects })) {
    if (!isInEvidence(place, evidence)) continue;
    for (const store of storesAt(place, evidence, seen)) {
      const key = `${store.agent.id}\n${store.path}`;
      found.set(key, together(store, found.get(key)));
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Files that several patterns or variables lead to, and further files of one session, count once. */
function storesAt(place: StorePlace, evidence: Evidence, seen: Set<string>): FoundStore[] {
  const { agent, store, folder, pattern } = place;
  const search = searchOf(evidence);
  const stores: FoundStore[] = [];
  for (const file of matchingFiles(folder, pattern, search)) {
    const session = store.session === 'folder' ? dirname(file.path) : file.path;
    if (seen.has(session) || !isSession(store, session, file)) continue;
    seen.add(session);
    const path = rootOf(place, file);
    stores.push({ agent, store, path, sessions: 1, isCut: false, newestMs: writtenMs(file, evidence) });
  }
  return search.entries < 0 ? stores.map((one) => ({ ...one, isCut: true })) : stores;
}

/** An empty database that an agent made when it was installed holds no session. */
function isSession({ session: form, looks, unless }: SessionStore, session: string, { path }: MatchingFile) {
  if (unless !== undefined && statOf(join(session, unless)) !== undefined) return false;
  return form !== 'database' || looks === undefined || databaseHolds(path, looks);
}

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
  const recorded = home.bag && recordedFiles(home).get(evidencePath(home, path))?.modifiedAt;
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

function searchOf({ home, isLive, reportGap }: Evidence): Search {
  return {
    boundary: boundaryOf({ home, isLive, reportGap }),
    entries: entriesAtMost,
    onGap: (path, kind, reason) => reportGap({ kind, reason, evidence: { path: referencePath(home, path) } }),
  };
}

/** A folder that a profile names can lie where the evidence does not reach. */
function isInEvidence({ agent, folder, variable }: StorePlace, evidence: Evidence): boolean {
  const inside = relative(boundaryOf(evidence), folder);
  if (inside !== '..' && !inside.startsWith('../') && !isAbsolute(inside)) return true;
  const isItsOwn = otherAgents.filter(({ movedBy = {} }) => variable !== undefined && variable in movedBy);
  if (isItsOwn.length === 1) {
    const reason = `${agent.name} keeps its sessions where ${variable} of a profile says, which is not in the evidence`;
    evidence.reportGap({ kind: 'missing', reason, evidence: { path: folder } });
  }
  return false;
}
