/** A change that an editing tool made to one file, with what the transcript holds of its content. */
export interface FileEdit {
  /** Absolute, in the evidence's own form. */
  readonly path: string;
  /** `null`: there was no such file; absent: the transcript does not hold it. */
  readonly before?: string | null;
  /** Absent where it cannot be told, and of a file that is gone. */
  readonly after?: string;
  /** Present where the transcript holds the difference. */
  readonly patch?: readonly FileChange[];
}

/** One part of a difference, by its place or by what stood there. */
export type FileChange = PatchHunk | Replacement;

/** A text that was put in the place of another one; where that was, nothing tells. */
export interface Replacement {
  readonly from: string;
  readonly to: string;
  /** Both are whole lines. */
  readonly isLines?: true;
}

/** One hunk of a `structuredPatch`. https://github.com/kpdecker/jsdiff#structuredpatch */
export interface PatchHunk {
  /** Counted from 1. */
  readonly oldStart: number;
  readonly newStart: number;
  /** Each begins with a blank, `+`, `-` or `\`. */
  readonly lines: readonly string[];
}
