import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, commands, heading, list, paragraph } from '../../blocks/block.ts';
import { lostList, possibleList, stepFacts } from '../../rollback/step-facts.ts';
import { type StepGroup, stepGroups } from '../../rollback/step-groups.ts';
import { visible } from '../../sanitize.ts';
import type { Told } from '../told.ts';

/** The safest way back, cheapest first. */
export function rollbackPlan({ plan }: CaseReport, { cite }: Told): readonly Block[] {
  const { steps, lost, possible, unknown } = plan;
  if (steps.length + lost.length + possible.length + unknown.length === 0) return [];
  return [
    heading(2, 'Rollback plan'),
    paragraph('Nothing here was executed. Run the steps in order; each says how to check and undo it.'),
    ...stepGroups(steps).flatMap((group) => groupOf(group, cite)),
    ...(lost.length === 0 ? [] : [heading(3, 'Lost for good'), lostList(lost, cite)]),
    ...(possible.length === 0 ? [] : [heading(3, 'Possibly lost'), possibleList(possible, cite)]),
    ...(unknown.length === 0 ? [] : [heading(3, 'Not known'), list(unknown.map(visible))]),
  ];
}

function groupOf({ numbers, steps }: StepGroup, cite: Told['cite']): readonly Block[] {
  const [{ title, kind, commands: lines, isOffered = false }] = steps;
  const words = isOffered ? `${kind}, offered` : kind;
  return [heading(3, `${numbers} (${words}): ${title}`), commands(lines), stepFacts(steps, cite)];
}
