import type { Assessment } from '../../assess/assessment.ts';
import { renderMarkdown } from '../blocks/render-markdown.ts';
import { assessmentBlocks } from './assessment-blocks.ts';

/** The assessment as Markdown. */
export function assessmentMarkdown(assessment: Assessment): string {
  return renderMarkdown(assessmentBlocks(assessment));
}
