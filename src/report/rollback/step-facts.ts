import type { LostForGood, RollbackStep } from '../../assess/rollback/plan.ts';
import { code, reference } from '../markdown.ts';

/** What a step is for, what it changes, and how to check and undo it, as a Markdown list. */
export function stepFacts({ subject, reason, evidence, changes, risk, check, undo }: RollbackStep): string {
  return [
    ...(subject === undefined ? [] : [`- What: ${code(subject)}`]),
    `- Why: ${reason}${evidence.length === 0 ? '' : ` (${evidence.slice(0, 3).map(reference).join(', ')})`}`,
    `- Changes: ${changes}`,
    `- Risk: ${risk}`,
    `- Check: ${check}`,
    `- Undo: ${undo}`,
  ].join('\n');
}

/** What nothing brings back, as a Markdown list. */
export function lostList(lost: readonly LostForGood[]): string {
  return lost
    .map(({ what, reason, evidence }) => `- ${code(what)}: ${reason} (${evidence.map(reference).join(', ')})`)
    .join('\n');
}
