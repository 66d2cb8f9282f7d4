import type { CaseReport } from '../../assess/case-report.ts';
import { answers } from './sections/answers.ts';
import { attribution } from './sections/attribution.ts';
import { bypassWindows } from './sections/bypass-windows.ts';
import { controls } from './sections/controls.ts';
import { cost } from './sections/cost.ts';
import { findings } from './sections/findings.ts';
import { gaps } from './sections/gaps.ts';
import { gitAttribution, gitSummary } from './sections/git-attribution.ts';
import { glossary } from './sections/glossary.ts';
import { header } from './sections/header.ts';
import { leftBehind } from './sections/left-behind.ts';
import { mcpServers } from './sections/mcp-servers.ts';
import { method } from './sections/method.ts';
import { nextSteps } from './sections/next-steps.ts';
import { pictures } from './sections/pictures.ts';
import { rollbackPlan } from './sections/rollback-plan.ts';
import { rotations } from './sections/rotations.ts';
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
  answers,
  pictures,
  scope,
  bypassWindows,
  timeline,
  findings,
  gitAttribution,
  mcpServers,
  leftBehind,
  rotations,
  rollbackPlan,
  attribution,
  cost,
  gaps,
  controls,
  method,
  glossary,
];

/** Nothing happened: one page, which still says what to turn off. */
const sectionsOfClean: readonly Section[] = [
  header,
  verdict,
  nextSteps,
  scope,
  bypassWindows,
  gitSummary,
  mcpServers,
  method,
];

/** The incident report as Markdown. */
export function renderCaseMarkdown(report: CaseReport): string {
  const chosen = report.verdict.value === 'clean' ? sectionsOfClean : sections;
  const texts = chosen.map((section) => section(report)).filter((text) => text !== '');
  return `${[...texts, '**TLP:AMBER+STRICT**'].join('\n\n')}\n`;
}
