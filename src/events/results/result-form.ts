/**
 * What a line proves of the program that wrote it: it did not start, it was refused before it did anything, there was
 * nothing to do, or it did what it was told.
 */
export type Shown = 'never-started' | 'refused' | 'nothing-to-do' | 'done';

/** How programs word what became of their work, a line each. */
export interface ResultForm {
  /** Base names of those that write it; they may run another program, which it then holds for as well. */
  readonly programs: readonly string[];
  /** Words that their arguments must have, where only some of their work is told so; all of them. */
  readonly words?: readonly RegExp[];
  /** From the start of a line. Its first group is what it speaks of, where a command may have several objects. */
  readonly line: RegExp;
  readonly shows: Shown;
}
