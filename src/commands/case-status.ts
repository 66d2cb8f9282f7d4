import type { CaseReport } from '../assess/case-report.ts';
import { isAccepted } from '../evidence/case-file/acceptance.ts';
import { highestLevel } from '../level.ts';
import { promptsOffLeftOut } from '../transcripts/coverage/coverage-of.ts';
import type { Status } from './command.ts';

/** What cases come to, for the exit code. */
export function caseStatus(...cases: readonly CaseReport[]): Status {
  return {
    level: highestLevel(
      cases.flatMap(({ findings }) =>
        findings.filter(({ accepted }) => !isAccepted(accepted)).map(({ level }) => level),
      ),
    ),
    gaps: cases.flatMap(({ gaps }) => gaps),
    isUndetermined: cases.some(isOpen),
  };
}

/** One of its decisions proves nothing, whatever the gaps, or speaks of a part of what ran with prompts off. */
function isOpen({ verdict, disclosure, coverage }: CaseReport): boolean {
  if (verdict.value === 'clean' && promptsOffLeftOut(coverage) > 0) return true;
  return verdict.value === 'undetermined' || disclosure.value === 'undetermined';
}
