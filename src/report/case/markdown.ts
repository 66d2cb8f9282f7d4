import type { CaseReport } from '../../assess/case-report.ts';
import { bypassWindows } from './sections/bypass-windows.ts';
import { findings } from './sections/findings.ts';
import { gaps } from './sections/gaps.ts';
import { gitAttribution } from './sections/git-attribution.ts';
import { header } from './sections/header.ts';
import { mcpServers } from './sections/mcp-servers.ts';
import { method } from './sections/method.ts';
import { nextSteps } from './sections/next-steps.ts';
import { rollbackPlan } from './sections/rollback-plan.ts';
import { scope } from './sections/scope.ts';
import { timeline } from './sections/timeline.ts';
import { verdict } from './sections/verdict.ts';

/** One section: Markdown, or the empty string where it has nothing to say. */
export type Section = (report: CaseReport) => string;

/** In the order in which a reader acts. */
const sections: readonly Section[] = [
  header,
  verdict,
  nextSteps,
  scope,
  bypassWindows,
  timeline,
  findings,
  gitAttribution,
  mcpServers,
  rollbackPlan,
  gaps,
  method,
];

/** The incident report as Markdown. */
export function renderCaseMarkdown(report: CaseReport): string {
  const texts = sections.map((section) => section(report)).filter((text) => text !== '');
  return `${texts.join('\n\n')}\n`;
}
