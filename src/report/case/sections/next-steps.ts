import type { CaseReport } from '../../../assess/case-report.ts';
import type { NextStep } from '../../../assess/next-steps.ts';
import { type Block, heading, orderedList } from '../../blocks/block.ts';
import type { ScreenDetail } from '../screen-detail.ts';
import { thingsInShort } from './key-facts.ts';

/** What to do now, a line each, with what it is to be done to; the JSON document says why. */
export function nextSteps({ nextSteps: steps }: CaseReport, detail: ScreenDetail): readonly Block[] {
  if (steps.length === 0) return [];
  return [heading(2, 'What to do now'), orderedList(steps.map((step) => stepWords(step, detail)))];
}

function stepWords({ what, subjects }: NextStep, detail: ScreenDetail): string {
  const words = what.replace(/\.$/, '');
  if (subjects.length > 0) return `${words}: ${thingsInShort(subjects, detail)}`;
  return words.endsWith('?') ? words : `${words}.`;
}
