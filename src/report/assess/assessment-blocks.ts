import type { Assessment } from '../../assess/assessment.ts';
import type { Block } from '../blocks/block.ts';
import { casePart } from './case-part.ts';
import { assessmentOverview } from './overview.ts';

/** The overview first, then the report of each home, worst first. */
export function assessmentBlocks(assessment: Assessment): readonly Block[] {
  return [...assessmentOverview(assessment), ...assessment.cases.flatMap(casePart)];
}
