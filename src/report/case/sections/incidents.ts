import type { CaseReport } from '../../../assess/case-report.ts';
import type { Incident } from '../../../assess/incidents/incident.ts';
import { type Block, heading, list, paragraph } from '../../blocks/block.ts';
import { linesOf } from '../../blocks/lines-of.ts';
import { code, counted } from '../../markdown.ts';
import type { Told } from '../told.ts';
import { incidentDetail, placesOf } from './incident-detail.ts';
import { answerOf, spanOf, titlesOf } from './incident-words.ts';

interface Budget extends Told {
  /** Lines of Markdown that the section may have. */
  readonly linesLeft: number;
}

/** Incidents that are told whole, where there is room. */
const mostTold = 12;
/** Without which the ones that are told could not be told. */
const leastLines = 40;
/** Of its headings, and of what is said of those that have no line. */
const headingLines = 8;

/**
 * What happened, series by series: when, by whom, what is gone, what went out, what stays, who asked for it. Where the
 * lines are used up, an incident has one; those that have none are counted.
 */
export function incidents(report: CaseReport, { linesLeft, ...told }: Budget): readonly Block[] {
  const { incidents: all } = report;
  if (all.length === 0) return [];
  const lines = Math.max(leastLines, linesLeft);
  const whole = toldWhole(report, told, lines - Math.min(all.length, lines / 3));
  const rest = all.slice(whole.length);
  const room = lines - whole.reduce((sum, blocks) => sum + linesOf(blocks), headingLines);
  const single = rest.slice(0, Math.max(3, room));
  const left = rest.length - single.length;
  return [
    heading(2, 'Incidents'),
    ...whole.flat(),
    ...(single.length === 0
      ? []
      : [heading(3, 'Further incidents'), list(single.map((one) => line(one, told)))]),
    paragraph(
      left === 0 ? '' : `${counted(left, 'further incident')} not shown; \`--format json\` has them all.`,
    ),
  ];
}

function toldWhole(report: CaseReport, told: Told, lines: number): readonly (readonly Block[])[] {
  const whole: (readonly Block[])[] = [];
  let left = lines;
  for (const incident of report.incidents.slice(0, mostTold)) {
    const blocks = incidentDetail(incident, report, told);
    left -= linesOf(blocks);
    if (left < 0) break;
    whole.push(blocks);
  }
  return whole;
}

function line(incident: Incident, { cite }: Told): string {
  const { id, level, state, sessionId } = incident;
  const references = placesOf(incident, 1).map(cite);
  return `**${id}**, ${level}, ${state}: ${titlesOf(incident)}; ${spanOf(incident)}, asked for: ${answerOf(incident)}, session ${code(sessionId.slice(0, 8))} (${references.join(', ')})`;
}
