import type { Finding } from '../detect/finding.ts';
import type { AnalysisProblem } from '../shell/command-analysis.ts';
import type { Effect } from '../shell/effect.ts';
import type { CallDimensions } from '../transcripts/effects/dimensions.ts';

/** A query that matches, without what only a recorded call has. */
export type ExplainedFinding = Pick<
  Finding,
  'queryId' | 'level' | 'title' | 'subject' | 'context' | 'tags' | 'falsePositives' | 'nextStep'
>;

/** What one command line would do, and what the queries say about it. */
export interface Explanation {
  readonly command: string;
  /** Programs that it starts, wrappers unwrapped, as words. */
  readonly programs: readonly (readonly string[])[];
  readonly effects: readonly Effect[];
  readonly dimensions: CallDimensions;
  /** Highest level first. */
  readonly findings: readonly ExplainedFinding[];
  /** The highest of the findings. */
  readonly level: Finding['level'] | 'none';
  /** What kept the analysis from being complete; empty where nothing did. */
  readonly problems: readonly AnalysisProblem[];
}
