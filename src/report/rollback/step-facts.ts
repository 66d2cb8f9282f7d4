import type { LostForGood, RollbackStep } from '../../assess/rollback/plan.ts';
import { type Block, list } from '../blocks/block.ts';
import { code, reference } from '../markdown.ts';

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
