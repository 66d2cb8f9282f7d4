import type { Agent } from '../agents/agent.ts';
import { type FoundStore, foundStores } from '../evidence/agents/found-stores.ts';
import type { Evidence } from '../evidence/configuration/read-text.ts';
import { statOf } from '../evidence/configuration/stat-of.ts';
import type { Gap } from '../evidence/gap.ts';
import { type Home, referencePath } from '../evidence/home.ts';
import { type UnreadStore, unreadReason } from './unread-store.ts';

/**
 * Stores of other agents in the homes and projects of the evidence.
 * @param worked folders in which sessions worked; absolute on this machine
 */
export function unreadStores(evidence: Evidence, worked: readonly string[]): UnreadStore[] {
  return foundStores(evidence, worked).map((store) => unreadStore(store, evidence.home));
}

/** A session of another agent that lies in a file of its own. */
export function unreadSession({ id, name }: Agent, path: string, home: Home): UnreadStore {
  const newestAt = statOf(path)?.mtime.toISOString();
  const store = { agent: id, name, sessions: 1, path: referencePath(home, path) };
  return { ...store, ...(newestAt !== undefined && { newestAt }) };
}

/** One for each store: none of them can hide behind another. */
export function unreadGaps(stores: readonly UnreadStore[]): Gap[] {
  return stores.map((store) => ({
    kind: 'unsupported',
    reason: unreadReason(store),
    evidence: { path: store.path },
  }));
}

function unreadStore(found: FoundStore, home: Home): UnreadStore {
  const { agent, store, sessions, isCut, newestMs, path } = found;
  return {
    agent: agent.id,
    name: agent.name,
    sessions,
    ...(isCut && { isAtLeast: true }),
    ...((store.session === 'log' || store.session === 'database') && { isOneFile: true }),
    newestAt: new Date(newestMs).toISOString(),
    path: referencePath(home, path),
  };
}
