import type { GitCall } from '../events/git/git-call.ts';

/** When and where a session worked. */
export interface SessionSpan {
  readonly sessionId: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** Absolute, in the evidence's own form. */
  readonly directories: readonly string[];
  /** When its permission prompts were off. */
  readonly promptsOff: readonly TimeSpan[];
}

/** Both ends belong to it; ISO 8601 UTC. */
export interface TimeSpan {
  readonly from: string;
  readonly to: string;
}

/** What the recorded sessions say, for all repositories alike. */
export interface RecordedWork {
  readonly calls: readonly GitCall[];
  readonly sessions: readonly SessionSpan[];
  /** Folders of files that editing tools changed; absolute, in the evidence's own form. */
  readonly edited?: readonly string[];
  /** Every session with a transcript, by its id and by the names under which it is known elsewhere. */
  readonly known?: ReadonlySet<string>;
}
