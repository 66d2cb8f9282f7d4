/**
 * A file that a commit of the session took in, and that no record shows the session to have written: what a human had
 * not committed, or what an unknown program made.
 */
export interface TakenFile {
  /** Relative to the root, as git writes it. */
  readonly path: string;
  /** The commit that took it in. */
  readonly sha: string;
  /** Object that the commit before held at the path; absent where it held none. */
  readonly base?: string;
  /** Object that HEAD holds there now; absent where it holds none. */
  readonly held?: string;
}

/** What a recorded call stashed and nobody has taken out again: where it lies, files as {@link TakenFile}. */
export interface StashedWork {
  /** The stash. */
  readonly sha: string;
  /** Each with the commit of the stash that holds it: its own, or that of the untracked files. */
  readonly files: readonly TakenFile[];
}
