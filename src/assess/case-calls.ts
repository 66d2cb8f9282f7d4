import type { EvidenceReference } from '../evidence/artifact.ts';
import type { CaseReport } from './case-report.ts';
import type { CallWithTexts } from './shown-calls.ts';

/** The human's words before calls; hostile. */
export interface CallPrompt {
  /** Cut to a bound. */
  readonly words: string;
  /** What the agent had said before them, where they are few. */
  readonly question?: string;
  readonly evidence?: EvidenceReference;
}

/** One call, with the number of its prompt in {@link CaseCalls.prompts} instead of its words. */
export interface CaseCall extends Omit<CallWithTexts, 'prompt' | 'question' | 'promptEvidence'> {
  readonly prompt?: number;
  /** A finding, a move in a repository or a credential of the case names it. */
  readonly isCited?: true;
}

/** The calls of a case, up to a bound. */
export interface CaseCalls {
  /** Sessions in the order of their first time, the calls of one in time order. */
  readonly calls: readonly CaseCall[];
  readonly prompts: readonly CallPrompt[];
  /** Calls of the case that are not among them. */
  readonly leftOut: number;
}

/** A case with its calls, for a format that shows single ones. */
export interface CaseWithCalls extends CaseReport {
  /** Absent where the case is one that was made before: no case document holds calls. */
  readonly calls?: CaseCalls;
}
