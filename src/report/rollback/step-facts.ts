import type { LostForGood, PossibleLoss, RollbackPlan, RollbackStep } from '../../assess/rollback/plan.ts';
import { type Block, list } from '../blocks/block.ts';
import { code, reference } from '../markdown.ts';
import { visible } from '../sanitize.ts';

/** What a step is for, what it changes, and how to check and undo it. */
export function stepFacts({
  subject,
  reason,
  evidence,
  changes,
  risk,
  check,
  undo,
}: RollbackStep): Block<'list'> {
  return list([
    ...(subject === undefined ? [] : [`What: ${code(subject)}`]),
    `Why: ${reason}${evidence.length === 0 ? '' : ` (${evidence.slice(0, 3).map(reference).join(', ')})`}`,
    `Changes: ${changes}`,
    `Risk: ${risk}`,
    `Check: ${check}`,
    `Undo: ${undo}`,
  ]);
}

/** What nothing brings back. */
export function lostList(lost: readonly LostForGood[]): Block<'list'> {
  return list(
    lost.map(
      ({ what, reason, evidence }) => `${code(what)}: ${reason} (${evidence.map(reference).join(', ')})`,
    ),
  );
}

/** What may be lost, and what would decide it. */
export function possibleList(possible: readonly PossibleLoss[]): Block<'list'> {
  return list(
    possible.map(
      ({ what, reason, decide, evidence }) =>
        `${code(what)}: ${reason}; what decides it: ${visible(decide)} (${evidence.map(reference).join(', ')})`,
    ),
  );
}

/** What a plan without a step says: that nothing is to be done is not that nothing was lost. */
export function nothingToDo({ lost, possible }: Pick<RollbackPlan, 'lost' | 'possible'>): string {
  return lost.length + possible.length === 0
    ? 'There is nothing to roll back that the evidence knows of.'
    : 'No step brings anything back; what is lost, or may be, stands below.';
}
