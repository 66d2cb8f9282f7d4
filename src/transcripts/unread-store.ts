/** Sessions of an agent that were found and not read: what they did is not known. */
export interface UnreadStore {
  /** Id of the agent: `codex`. */
  readonly agent: string;
  /** As people call it: `Codex CLI`. */
  readonly name: string;
  /** How many sessions lie there; of a store of one file, 1. */
  readonly sessions: number;
  /** There are more; counting has a bound. */
  readonly isAtLeast?: true;
  /** A file that holds any number of sessions, how many is not known. */
  readonly isOneFile?: true;
  /** When the newest of its files was written; ISO 8601 UTC. */
  readonly newestAt?: string;
  /** The folder or file, as evidence references write it. */
  readonly path: string;
}

/** What the gap says of it: `188 sessions of Codex CLI, last written 2026-11-02, not read`. */
export function unreadReason(store: UnreadStore): string {
  const { name, newestAt } = store;
  const written = newestAt === undefined ? '' : `, last written ${newestAt.slice(0, 10)}`;
  return `${countOf(store)} of ${name}${written}, not read`;
}

function countOf({ sessions, isAtLeast, isOneFile }: UnreadStore): string {
  if (isOneFile) return 'sessions';
  const atLeast = isAtLeast ? 'at least ' : '';
  return `${atLeast}${sessions} session${sessions === 1 && !isAtLeast ? '' : 's'}`;
}
