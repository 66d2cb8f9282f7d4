import type { CaseReport } from '../../assess/case-report.ts';

/** What of a case names calls. */
export interface CitingCase {
  readonly findings: readonly Pick<CaseReport['findings'][number], 'toolCallIds'>[];
  readonly moves: readonly Pick<CaseReport['moves'][number], 'toolCallId'>[];
  readonly rotations: readonly Pick<CaseReport['rotations'][number], 'toolCallId'>[];
}

/** Ids of the calls that a finding, a move in a repository or a credential names. */
export function citedCalls({ findings, moves, rotations }: CitingCase): ReadonlySet<string> {
  const others = [...moves, ...rotations].flatMap(({ toolCallId }) => toolCallId ?? []);
  return new Set([...findings.flatMap(({ toolCallIds }) => toolCallIds), ...others]);
}
