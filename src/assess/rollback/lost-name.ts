import type { GitCall } from '../../events/git/git-call.ts';

/** A branch, a tag or a stash that a call took away. */
export interface LostName {
  readonly call: Pick<GitCall, 'evidence'> & Partial<Pick<GitCall, 'invocations'>>;
  /** The branch's name, or what else the evidence calls it. */
  readonly what: string;
  /** Its commit, where the repository still has it. */
  readonly sha?: string;
  /** Why it cannot be brought back. */
  readonly gone?: string;
  readonly unknown?: string;
}
