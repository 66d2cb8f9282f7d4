import type { CaseReport } from '../../assess/case-report.ts';

/** Ids of the calls that a finding, a move in a repository or a credential names. */
export function citedCalls({
  findings,
  moves,
  rotations,
}: Pick<CaseReport, 'findings' | 'moves' | 'rotations'>): ReadonlySet<string> {
  const others = [...moves, ...rotations].flatMap(({ toolCallId }) => toolCallId ?? []);
  return new Set([...findings.flatMap(({ toolCallIds }) => toolCallIds), ...others]);
}
