import { type AssessmentAnswer, assessmentAnswers } from './assessment-questions.ts';
import type { CaseReport } from './case-report.ts';
import { verdicts } from './decision-table.ts';

/** One home or several, in one document. */
export interface Assessment {
  readonly schemaVersion: 1;
  readonly generatedAt: string;
  /** ISO 8601 UTC; absent where all that is there was looked at. */
  readonly since?: string;
  readonly until?: string;
  /** The worst of all homes. */
  readonly verdict: CaseReport['verdict']['value'];
  readonly answers: readonly AssessmentAnswer[];
  /** Worst first. */
  readonly cases: readonly CaseReport[];
}

export function assess(cases: readonly CaseReport[], generatedAt: string): Assessment {
  const sorted = [...cases].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.subject.home < b.subject.home ? -1 : 1),
  );
  const { since, until } = sorted[0]?.subject ?? {};
  return {
    schemaVersion: 1,
    generatedAt,
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    verdict: sorted[0]?.verdict.value ?? 'undetermined',
    answers: assessmentAnswers(sorted),
    cases: sorted,
  };
}

function rankOf({ verdict }: CaseReport): number {
  return verdicts.indexOf(verdict.value);
}
