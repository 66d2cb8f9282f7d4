/** Sessions of an agent that were found and not read: what they did is not known. */
export interface UnreadStore {
  /** Id of the agent: `codex`. */
  readonly agent: string;
  /** As people call it: `Codex CLI`. */
  readonly name: string;
  /** How many sessions lie there; of a store of one file, 1. */
  readonly sessions: number;
  /** When the newest of its files was written; ISO 8601 UTC. */
  readonly newestAt?: string;
  /** The folder or file, as evidence references write it. */
  readonly path: string;
}
