import type { CaseReport } from '../../assess/case-report.ts';
import { type Block, folded } from '../blocks/block.ts';
import { linesOf } from '../blocks/lines-of.ts';
import { tlpLine } from '../tlp.ts';
import { citing } from './cite.ts';
import { firstScreen } from './first-screen.ts';
import { acceptedFindings } from './sections/accepted-findings.ts';
import { attribution } from './sections/attribution.ts';
import { bypassWindows } from './sections/bypass-windows.ts';
import { controls } from './sections/controls.ts';
import { cost } from './sections/cost.ts';
import { exhibitList } from './sections/exhibit-list.ts';
import { findings } from './sections/findings.ts';
import { gaps } from './sections/gaps.ts';
import { gitAttribution, gitSummary } from './sections/git-attribution.ts';
import { glossary } from './sections/glossary.ts';
import { incidents } from './sections/incidents.ts';
import { leftBehind } from './sections/left-behind.ts';
import { mcpServers } from './sections/mcp-servers.ts';
import { method } from './sections/method.ts';
import { notes } from './sections/notes.ts';
import { pictures } from './sections/pictures.ts';
import { allReasons } from './sections/reasons.ts';
import { rollbackPlan } from './sections/rollback-plan.ts';
import { rotations } from './sections/rotations.ts';
import { scope } from './sections/scope.ts';
import { timeline } from './sections/timeline.ts';
import { wayBack } from './sections/way-back.ts';
import { witnesses } from './sections/witnesses.ts';
import type { Told } from './told.ts';

/** One section: no blocks where it has nothing to say. */
type Section = (report: CaseReport, told: Told) => readonly Block[];

/** Behind the incidents: what of them concerns other people, and the way back. */
const behindIncidents: readonly Section[] = [rotations, wayBack];
/** What it stands on, for whoever looks closer. */
const appendices: readonly Section[] = [
  ...[allReasons, scope, mcpServers, leftBehind, gitAttribution],
  ...[findings, acceptedFindings, timeline, bypassWindows, pictures, attribution, cost],
  ...[rollbackPlan, witnesses, gaps, controls, method, exhibitList, glossary],
];

/** Nothing happened: one page, which still says what to turn off. */
const behindClean: readonly Section[] = [
  ...[notes, acceptedFindings, scope, bypassWindows],
  ...[gitSummary, mcpServers, witnesses, method, exhibitList],
];

/** Lines of Markdown before the appendices, whatever the home. */
const mainLines = 300;

/** The incident report: the same blocks in every format. */
export function caseBlocks(report: CaseReport): readonly Block[] {
  const told = { cite: citing(report.exhibits) };
  const blocksOf = (sections: readonly Section[]) => sections.flatMap((section) => section(report, told));
  const last = tlpLine(report.caseFile);
  const screen = firstScreen(report, told);
  if (report.verdict.value === 'clean') return [...screen, ...blocksOf(behindClean), last];
  const before = [...screen, ...notes(report)];
  const after = blocksOf(behindIncidents);
  const linesLeft = mainLines - linesOf([...before, ...after]);
  return [
    ...before,
    ...incidents(report, { ...told, linesLeft }),
    ...after,
    ...folded(blocksOf(appendices)),
    last,
  ];
}
