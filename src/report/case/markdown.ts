import type { CaseReport } from '../../assess/case-report.ts';
import { renderMarkdown } from '../blocks/render-markdown.ts';
import { caseBlocks } from './case-blocks.ts';

/** The incident report as Markdown. */
export function renderCaseMarkdown(report: CaseReport): string {
  return `${renderMarkdown(caseBlocks(report))}\n`;
}
