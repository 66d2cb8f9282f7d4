import type { CaseReport } from '../../assess/case-report.ts';
import { renderCaseMarkdown } from './markdown.ts';
import { renderPage } from './page.ts';

/** The incident report as one page: the Markdown report, with the pictures drawn. */
export function renderCaseHtml(report: CaseReport): string {
  const verdict = report.verdict.value;
  return renderPage({
    title: `Incident report: ${verdict}, ${report.subject.name}`,
    verdict,
    parts: [{ markdown: renderCaseMarkdown(report), report }],
  });
}
