import type { CaseReport } from '../../../assess/case-report.ts';
import type { Incident } from '../../../assess/incidents/incident.ts';
import type { Finding } from '../../../detect/finding.ts';
import type { EvidenceReference } from '../../../evidence/artifact.ts';
import { type Block, heading, list, paragraph, table } from '../../blocks/block.ts';
import { code, counted, firstFew } from '../../markdown.ts';
import { secondOf } from '../../utc-time.ts';
import { said } from '../quoted.ts';
import type { Told } from '../told.ts';
import { askedOf, spanOf, titlesOf } from './incident-words.ts';

const mostThings = 3;
const mostRows = 6;

/** One incident: its facts, then its claims in the order in which they happened. */
export function incidentDetail(incident: Incident, report: CaseReport, told: Told): readonly Block[] {
  const { id, level, state } = incident;
  const left = incident.findings.length - mostRows;
  return [
    heading(3, `${id}, ${level}, ${state}: ${titlesOf(incident)}`, level),
    list([
      `${spanOf(incident)}, ${who(incident, report)}`,
      asked(incident, told),
      ...things('Lost', incident.lost),
      ...things('Went out', incident.sentOut),
      ...things('Stays', incident.stays),
      ...commitsOf(incident, report),
      ...backOf(incident, report),
    ]),
    table(['Time (UTC)', 'Level, state', 'Claim', 'First about', 'Reference'], rowsOf(incident, told)),
    paragraph(left > 0 ? `${counted(left, 'further claim')} in "Findings".` : ''),
  ];
}

/** Whether a finding is one of an incident's. */
export function belongs({ sessionId, queryId, level, state }: Finding, incident: Incident): boolean {
  const isSame = (other: Incident['findings'][number]) =>
    other.queryId === queryId && other.level === level && other.state === state;
  return incident.sessionId === sessionId && incident.findings.some(isSame);
}

/** Where its first claims stand, each place once. */
export function placesOf({ findings }: Incident, most: number): readonly EvidenceReference[] {
  const places = new Map(
    findings.flatMap(({ evidence }) => evidence.slice(0, 1)).map((one) => [JSON.stringify(one), one]),
  );
  return [...places.values()].slice(0, most);
}

function who({ calls, agent, sessionId }: Incident, { sessions }: CaseReport): string {
  const folder = sessions.find((session) => session.sessionId === sessionId)?.cwds[0];
  const where = folder === undefined ? '' : ` in ${code(folder, 80)}`;
  return `${counted(calls, 'call')} of ${agent}${where}, session ${code(sessionId)}`;
}

function asked(incident: Incident, { cite }: Told): string {
  const { prompt } = incident;
  if (!prompt) return askedOf(incident);
  const { words, question, evidence } = prompt;
  const quoted = question === undefined ? said(words, 200) : `${code(question, 120)} → ${code(words, 80)}`;
  return `${askedOf(incident)}: ${quoted}${evidence ? ` (${cite(evidence)})` : ''}`;
}

function things(word: string, all: readonly string[]): readonly string[] {
  if (all.length === 0) return [];
  const named = all.map((thing) => code(thing, 120));
  return [`${word}: ${firstFew(named, mostThings)}`];
}

/** Commits that its session made while it went on. */
function commitsOf({ sessionId, from = '', to = '' }: Incident, { moves }: CaseReport): readonly string[] {
  const own = moves.filter(
    ({ action, at, ...move }) =>
      move.sessionId === sessionId && action === 'commit' && at >= from && at <= to,
  );
  const named = own.map(({ sha, subject = '' }) => `${sha.slice(0, 10)} ${subject}`.trim());
  return things('Commits', [...new Set(named)]);
}

/** The steps that take back what it did, by the places that both cite. */
function backOf({ findings }: Incident, { plan }: CaseReport): readonly string[] {
  const places = new Set(findings.flatMap(({ evidence }) => evidence.map((one) => JSON.stringify(one))));
  const steps = plan.steps.flatMap(({ evidence }, index) =>
    evidence.some((one) => places.has(JSON.stringify(one))) ? [index + 1] : [],
  );
  if (steps.length === 0) return [];
  return [`Way back: ${steps.length === 1 ? 'step' : 'steps'} ${steps.join(', ')}`];
}

function rowsOf({ findings }: Incident, { cite }: Told): readonly (readonly string[])[] {
  const inOrder = [...findings].sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
  return inOrder
    .slice(0, mostRows)
    .map(({ at, level, state, title, calls, subject, evidence }) => [
      at === undefined ? '' : secondOf(at),
      `${level}, ${state}`,
      `${title}${calls < 2 ? '' : ` (${counted(calls, 'call')})`}`,
      code(subject, 120),
      evidence.slice(0, 2).map(cite).join(', '),
    ]);
}
