import type { Assessment } from '../../assess/assessment.ts';
import { renderPage } from '../blocks/page.ts';
import { assessmentBlocks } from './assessment-blocks.ts';

/** The same as one page, with the pictures of each home. */
export function assessmentHtml(assessment: Assessment): string {
  const { verdict } = assessment;
  return renderPage({ title: `Assessment: ${verdict}`, verdict, blocks: assessmentBlocks(assessment) });
}
