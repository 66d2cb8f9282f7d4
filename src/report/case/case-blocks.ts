import type { CaseReport } from '../../assess/case-report.ts';
import type { Block } from '../blocks/block.ts';
import { tlpLine } from '../tlp.ts';
import { acceptedFindings } from './sections/accepted-findings.ts';
import { attribution } from './sections/attribution.ts';
import { bypassWindows } from './sections/bypass-windows.ts';
import { controls } from './sections/controls.ts';
import { cost } from './sections/cost.ts';
import { findings } from './sections/findings.ts';
import { gaps } from './sections/gaps.ts';
import { gitAttribution, gitSummary } from './sections/git-attribution.ts';
import { glossary } from './sections/glossary.ts';
import { header } from './sections/header.ts';
import { incidents } from './sections/incidents.ts';
import { leftBehind } from './sections/left-behind.ts';
import { mcpServers } from './sections/mcp-servers.ts';
import { method } from './sections/method.ts';
import { nextSteps } from './sections/next-steps.ts';
import { notes } from './sections/notes.ts';
import { pictures } from './sections/pictures.ts';
import { rollbackPlan } from './sections/rollback-plan.ts';
import { rotations } from './sections/rotations.ts';
import { scope } from './sections/scope.ts';
import { timeline } from './sections/timeline.ts';
import { verdict } from './sections/verdict.ts';
import { witnesses } from './sections/witnesses.ts';

/** One section: no blocks where it has nothing to say. */
type Section = (report: CaseReport) => readonly Block[];

/**
 * In the order in which a reader acts: what is to be decided and done on the first screen, then what happened and what
 * of it stays, then what that stands on.
 */
const sections: readonly Section[] = [
  ...[header, verdict, nextSteps, notes],
  ...[incidents, scope, gitAttribution, mcpServers, leftBehind, rotations, rollbackPlan],
  ...[findings, acceptedFindings, timeline, bypassWindows, pictures, attribution, cost],
  ...[witnesses, gaps, controls, method, glossary],
];

/** Nothing happened: one page, which still says what to turn off. */
const sectionsOfClean: readonly Section[] = [
  header,
  verdict,
  notes,
  acceptedFindings,
  nextSteps,
  scope,
  bypassWindows,
  gitSummary,
  mcpServers,
  witnesses,
  method,
];

/** The incident report: the same blocks in every format. */
export function caseBlocks(report: CaseReport): readonly Block[] {
  const chosen = report.verdict.value === 'clean' ? sectionsOfClean : sections;
  return [...chosen.flatMap((section) => section(report)), tlpLine(report.caseFile)];
}
