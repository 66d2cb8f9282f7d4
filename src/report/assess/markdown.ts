import type { Assessment } from '../../assess/assessment.ts';
import { casePart } from './case-part.ts';
import { assessmentOverview } from './overview.ts';

/** The overview first, then the report of each home, worst first. */
export function assessmentMarkdown(assessment: Assessment): string {
  return [assessmentOverview(assessment), ...assessment.cases.map(casePart)].join('\n\n');
}
