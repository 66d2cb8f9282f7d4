import type { CaseReport } from '../assess/case-report.ts';
import { highestLevel } from '../level.ts';
import type { Status } from './command.ts';

/** What cases come to, for the exit code. */
export function caseStatus(...cases: readonly CaseReport[]): Status {
  return {
    level: highestLevel(cases.flatMap(({ findings }) => findings.map(({ level }) => level))),
    gaps: cases.flatMap(({ gaps }) => gaps),
    isUndetermined: cases.some(isOpen),
  };
}

/** One of its decisions proves nothing, whatever the gaps. */
function isOpen({ verdict, disclosure }: CaseReport): boolean {
  return verdict.value === 'undetermined' || disclosure.value === 'undetermined';
}
