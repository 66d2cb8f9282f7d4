import type { EvidenceReference } from '../evidence/artifact.ts';

/**
 * `exact`: the commit's id stands in the call's result; `strong`: inside the call's own time span, same repository;
 * `session`: inside a session's span; `none`: nobody recorded it.
 */
export type AttributionStrength = 'exact' | 'strong' | 'session' | 'none';

/** One commit or ref movement, tied to the tool call that made it. */
export interface AttributedRefMove {
  /** Path of the repository as the evidence writes it. */
  readonly repository: string;
  /** Where a commit was found that no reflog tells of: a ref that reaches it, or `none`. */
  readonly ref: string;
  /** `history` where no reflog tells of the commit. */
  readonly source: 'reflog' | 'history';
  /** `commit`, `amend`, `reset`, `rebase`, `checkout`, `merge`, `push`, `branch-delete`, `stash`, … */
  readonly action: string;
  readonly sha: string;
  readonly previousSha?: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly author?: string;
  readonly subject?: string;
  /** What git wrote into the reflog. */
  readonly message?: string;
  readonly attribution: AttributionStrength;
  readonly toolCallId?: string;
  readonly sessionId?: string;
  /** No call made it, and it was made while the session's permission prompts were off. */
  readonly promptsOff?: true;
  /** Further tool calls that could have made it. */
  readonly candidates: readonly string[];
  /** A commit of a recorded call that makes the same change: this one is its rebased, picked or squashed form. */
  readonly sameChangeAs?: string;
  /** Whether a ref still reaches the commit. */
  readonly reachable: boolean;
  /** The same of `previousSha`. */
  readonly previousReachable?: boolean;
  /** Commits that others made, that the move took off the ref and that no ref holds now; hostile. */
  readonly lostOfOthers?: readonly string[];
  /** Of a push: the branch there left its history. */
  readonly forced?: boolean;
  readonly evidence: EvidenceReference;
}
