import type { CaseReport } from '../../../assess/case-report.ts';

/** A picture of the case in the two languages that people see pictures in. Empty where there is nothing to show. */
export interface Picture {
  readonly title: string;
  /** What the picture says, in words, for whoever does not see it. */
  readonly words: (report: CaseReport) => string;
  /** Inline SVG; colours come from the page's style. */
  readonly svg: (report: CaseReport) => string;
  /** https://mermaid.js.org, as GitHub renders it. */
  readonly mermaid: (report: CaseReport) => string;
}
