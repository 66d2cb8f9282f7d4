import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, orderedList } from '../../blocks/block.ts';

/** What to do now, a line each; the JSON document says why. */
export function nextSteps({ nextSteps: steps }: CaseReport): readonly Block[] {
  if (steps.length === 0) return [];
  return [heading(2, 'What to do now'), orderedList(steps.map(({ what }) => what))];
}
