import type { Assessment } from '../../assess/assessment.ts';
import { renderPage } from '../case/page.ts';
import { casePart } from './case-part.ts';
import { assessmentOverview } from './overview.ts';

/** The same as one page, with the pictures of each home. */
export function assessmentHtml(assessment: Assessment): string {
  const { verdict, cases } = assessment;
  return renderPage({
    title: `Assessment: ${verdict}`,
    verdict,
    parts: [
      { markdown: assessmentOverview(assessment) },
      ...cases.map((report) => ({ markdown: casePart(report), report })),
    ],
  });
}
