import type { CaseReport } from '../../assess/case-report.ts';
import { renderPage } from '../blocks/page.ts';
import { caseBlocks } from './case-blocks.ts';

/** The incident report as one page. */
export function renderCaseHtml(report: CaseReport): string {
  const verdict = report.verdict.value;
  return renderPage({
    title: `Incident report: ${verdict}, ${report.subject.name}`,
    verdict,
    blocks: caseBlocks(report),
  });
}
