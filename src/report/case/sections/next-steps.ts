import type { CaseReport } from '../../../assess/case-report.ts';
import type { KeyFacts } from '../../../assess/key-facts/key-facts.ts';
import type { NextStep } from '../../../assess/next-steps/next-step.ts';
import { type Block, heading, orderedList } from '../../blocks/block.ts';
import { actingEntries } from '../fact-words.ts';
import type { OnScreen } from '../told.ts';
import { thingsInShort } from './key-facts.ts';

/** What to do now, a line each, with what it is to be done to; the JSON document says why. */
export function nextSteps(report: CaseReport, onScreen: OnScreen): readonly Block[] {
  const { nextSteps: steps } = report;
  if (steps.length === 0) return [];
  return [heading(2, 'What to do now'), orderedList(steps.map((step) => stepWords(step, report, onScreen)))];
}

function stepWords({ what, subjects }: NextStep, { keyFacts }: CaseReport, onScreen: OnScreen): string {
  const words = what.replace(/\.$/, '');
  const above = namedAbove.find(([fact]) => isSame(keyFacts[fact], subjects));
  const named = above?.[0] === 'stays' ? actingEntries(subjects) : subjects;
  if (above) return `${words}: ${aboveWords(above, named.length - onScreen.detail.things)}.`;
  if (subjects.length > 0) return `${words}: ${thingsInShort(subjects, onScreen)}`;
  return words.endsWith('?') ? words : `${words}.`;
}

/** @param left how many the screen has no room for */
function aboveWords([, title, all]: (typeof namedAbove)[number], left: number): string {
  return left > 0 ? `all that "${all}" names` : `what "${title}" names`;
}

/** Of these each thing that the screen has room for stands in a line of its own; where that has not all, the section has. */
const namedAbove = [
  ['stays', 'Still acts', 'Incidents'],
  ['toRotate', 'To rotate', 'Credentials to rotate'],
] as const satisfies readonly (readonly [keyof KeyFacts, line: string, section: string])[];

function isSame(named: readonly string[], subjects: readonly string[]): boolean {
  return (
    subjects.length > 0 && named.length === subjects.length && named.every((one, at) => one === subjects[at])
  );
}
