import type { CaseReport } from '../../../assess/case-report.ts';
import type { RollbackStep } from '../../../assess/rollback/plan.ts';
import { type Block, commands, heading, list, paragraph } from '../../blocks/block.ts';
import { lostList, possibleList, stepFacts } from '../../rollback/step-facts.ts';
import { visible } from '../../sanitize.ts';

/** The safest way back, cheapest first. */
export function rollbackPlan({ plan }: CaseReport): readonly Block[] {
  const { steps, lost, possible, unknown } = plan;
  if (steps.length + lost.length + possible.length + unknown.length === 0) return [];
  return [
    heading(2, 'Rollback plan'),
    paragraph('Nothing here was executed. Run the steps in order; each says how to check and undo it.'),
    ...steps.flatMap(step),
    ...(lost.length === 0 ? [] : [heading(3, 'Lost for good'), lostList(lost)]),
    ...(possible.length === 0 ? [] : [heading(3, 'Possibly lost'), possibleList(possible)]),
    ...(unknown.length === 0 ? [] : [heading(3, 'Not known'), list(unknown.map(visible))]),
  ];
}

function step(given: RollbackStep, index: number): readonly Block[] {
  const { title, kind, commands: lines, isOffered = false } = given;
  const words = isOffered ? `${kind}, offered` : kind;
  return [heading(3, `Step ${index + 1} (${words}): ${title}`), commands(lines), stepFacts(given)];
}
