import type { CaseReport } from '../../../assess/case-report.ts';
import { type Block, heading, orderedList, paragraph } from '../../blocks/block.ts';

export function nextSteps({ nextSteps: steps }: CaseReport): readonly Block[] {
  if (steps.length === 0) return [];
  return [
    heading(2, 'What to do now'),
    orderedList(steps.map(({ what, why }) => `**${what}** ${why}`)),
    paragraph(
      '`yolo-triage show <reference>` opens any reference of this report, redacted, with the calls around it.',
    ),
  ];
}
