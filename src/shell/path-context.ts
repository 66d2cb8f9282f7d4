/** What must be known to say where a path lies. All paths in the evidence's own form. */
export interface PathContext {
  /** The user's home as the evidence writes it: `/home/dana`, `C:\Users\dana`. */
  readonly home: string;
  /** Working folder when the call was made; absolute. */
  readonly cwd: string;
  /** Root of the repository that the session works in; where unknown, the session's first working folder. */
  readonly repository: string;
  /**
   * Further folders that the session works in as in a project: git keeps them, or their packages are built there. A home
   * is among them where it is a repository itself. Absolute.
   */
  readonly projects?: readonly string[];
  /** Folders and files that the session itself created before; absolute. */
  readonly created?: ReadonlySet<string>;
  /** Text of a file as far as the evidence tells it: written or read by the session before. */
  readonly contentOf?: (path: string) => string | undefined;
  /** What another session left in a file before, or this one in a file whose text is not held. */
  readonly leftBefore?: (path: string) => LeftText | undefined;
}

/** A file that a session is known to have written. */
export interface LeftText {
  /** Absent where it is no longer held, or was too long to be. */
  readonly text: string | undefined;
}
