import type { Finding } from '../detect/finding.ts';
import type { Effect } from '../shell/effect.ts';
import type { ProblemKind } from '../shell/problem.ts';
import type { ShellName } from '../shell/shells.ts';
import type { CallDimensions } from '../transcripts/effects/dimensions.ts';

/** A query that matches, without what only a recorded call has. */
export type ExplainedFinding = Pick<
  Finding,
  'queryId' | 'level' | 'title' | 'subject' | 'context' | 'tags' | 'falsePositives' | 'nextStep'
>;

/** Part of a line that was not understood. */
export interface ExplainedProblem {
  /** `not-a-command`: the line of the input is no object with a command. */
  readonly kind: ProblemKind | 'not-a-command';
  /** The words in question, shortened; absent where it is the whole line. */
  readonly what?: string;
  /** Goes on from "was not understood: ". */
  readonly why: string;
}

/** What one command line would do, and what the queries say about it. */
export interface Explanation {
  readonly command: string;
  /** As which the line was read. */
  readonly shell: ShellName;
  /** Programs that it starts, wrappers unwrapped, as words. */
  readonly programs: readonly (readonly string[])[];
  readonly effects: readonly Effect[];
  readonly dimensions: CallDimensions;
  /** Highest level first. */
  readonly findings: readonly ExplainedFinding[];
  /**
   * The highest of the findings. `unknown` where part of the line was not understood and no finding is of medium level
   * or higher: it weighs as much as `medium`.
   */
  readonly level: Finding['level'] | 'none' | 'unknown';
  /** What kept the analysis from being complete; empty where nothing did. */
  readonly problems: readonly ExplainedProblem[];
}
