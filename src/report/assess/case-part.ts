import type { CaseReport } from '../../assess/case-report.ts';
import { renderCaseMarkdown } from '../case/markdown.ts';
import { code } from '../markdown.ts';

/** The report of one home below a heading of its own. */
export function casePart(given: CaseReport): string {
  const heading = `## ${code(given.subject.home)}: ${given.verdict.value}`;
  return `${heading}\n\n${demoted(renderCaseMarkdown(given))}`;
}

/** Headings two levels deeper: code is indented or fenced with words of our own, so no other line begins with `#`. */
function demoted(markdown: string): string {
  return markdown.replace(/^#{1,4} /gm, '##$&').trimEnd();
}
