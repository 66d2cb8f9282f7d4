import type { Word } from '../../shell/syntax.ts';
import type { Site, Surroundings } from '../site.ts';

/** A script and where it stands in its file. */
export interface ShellText {
  readonly source: string;
  /** Line of the file on which the source begins; counted from 1. */
  readonly line: number;
  readonly surroundings: Surroundings;
  /** Scans the text of a file that the script writes. */
  readonly written: (path: string, text: string, line: number, surroundings: Surroundings) => readonly Site[];
  /** What running the text does: functions in a profile define, a script invokes. */
  readonly defines?: boolean;
  /** Only a command that names the agent counts: the text may as well be prose. */
  readonly mustNameAgent?: boolean;
  /** A test: what it starts counts, what it keeps in variables and strings does not. */
  readonly test?: boolean;
  readonly depth?: number;
}

/** Where printed text goes. */
export type Sink =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'script' }
  /** Back to a caller that uses it: `CMD=$(agent_command)`. */
  | { readonly kind: 'value' }
  | undefined;

/** What holds at one place of a script. */
export interface Frame {
  readonly surroundings: Surroundings;
  readonly sink: Sink;
  readonly inFunction: boolean;
  /** A branch that does not always run. */
  readonly isConditional?: boolean;
  /** Inside a branch of a `case` that names another agent: its program. */
  readonly namedAgent?: string;
  /** Inside a function that is called: what it is given. */
  readonly arguments?: readonly Word[];
}
