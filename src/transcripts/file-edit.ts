/** A change that an editing tool made to one file, with what the transcript holds of its content. */
export interface FileEdit {
  /** Absolute, in the evidence's own form. */
  readonly path: string;
  /** `null`: there was no such file; absent: the transcript does not hold it. */
  readonly before?: string | null;
  /** Absent where it cannot be told, and of a file that is gone. */
  readonly after?: string;
  /** Present where the transcript holds the difference. */
  readonly patch?: readonly PatchHunk[];
}

/** One hunk of a `structuredPatch`. https://github.com/kpdecker/jsdiff#structuredpatch */
export interface PatchHunk {
  /** Counted from 1. */
  readonly oldStart: number;
  readonly newStart: number;
  /** Each begins with a blank, `+`, `-` or `\`. */
  readonly lines: readonly string[];
}
