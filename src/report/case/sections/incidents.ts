import type { CaseReport } from '../../../assess/case-report.ts';
import type { Incident } from '../../../assess/incidents/incident.ts';
import { states } from '../../../state.ts';
import { type Block, heading, list, paragraph } from '../../blocks/block.ts';
import { code, counted, shortReference } from '../../markdown.ts';

const mostShown = 10;
const mostThings = 3;
const mostTitles = 3;
const mostReferences = 2;

/** The incidents that a reader finds told: each finding names its own. */
export function shownIncidents({ incidents }: Pick<CaseReport, 'incidents'>): readonly Incident[] {
  return incidents.slice(0, mostShown);
}

/** What happened, series by series: when, by whom, what is gone, what went out, what stays, and who asked for it. */
export function incidents(report: CaseReport): readonly Block[] {
  const shown = shownIncidents(report);
  if (shown.length === 0) return [];
  const left = report.incidents.length - shown.length;
  return [
    heading(2, 'Incidents'),
    list(shown.map((incident) => ({ text: head(incident), items: details(incident) }))),
    paragraph(
      left === 0 ? '' : `${counted(left, 'further incident')} not shown; \`--format json\` has them all.`,
    ),
  ];
}

function head({ id, level, state, findings, from, to, calls, agent, sessionId }: Incident): string {
  const others = states.filter((other) => other !== state).map((other) => apart(findings, other));
  const span = from === undefined ? 'time unknown' : from === to ? from : `${from} to ${to}`;
  const who = `${counted(calls, 'call')} of ${agent} in session ${code(sessionId)}`;
  return `**${id}, ${level}, ${state}**: ${titlesOf(findings, state)}${others.join('')}; ${span}, ${who}`;
}

function titlesOf(findings: Incident['findings'], state: Incident['state']): string {
  const titles = [...new Set(findings.filter((one) => one.state === state).map(({ title }) => title))];
  const more = titles.length > mostTitles ? ` and ${titles.length - mostTitles} more` : '';
  return `${titles.slice(0, mostTitles).join('; ')}${more}`;
}

/** What is not in the state of the incident is told apart from what is. */
function apart(findings: Incident['findings'], state: Incident['state']): string {
  const titles = titlesOf(findings, state);
  return titles === '' ? '' : `; ${state === 'attempted' ? 'only attempted' : state}: ${titles}`;
}

function details(incident: Incident): readonly string[] {
  const { lost, sentOut, stays, findings } = incident;
  const references = [
    ...new Set(findings.flatMap(({ evidence }) => evidence.slice(0, 1)).map(shortReference)),
  ];
  return [
    ...things('Lost', lost),
    ...things('Went out', sentOut),
    ...things('Stays', stays),
    `${asked(incident)} (${references.slice(0, mostReferences).join(', ')})`,
  ];
}

function things(word: string, all: readonly string[]): readonly string[] {
  if (all.length === 0) return [];
  const left = all.length - mostThings;
  const named = all.slice(0, mostThings).map((thing) => code(thing, 120));
  return [`${word}: ${named.join(', ')}${left > 0 ? ` and ${left} more` : ''}`];
}

const askedWords: Readonly<Record<Incident['requested'], string>> = {
  yes: 'A human asked for it',
  unclear: 'Whether a human wanted it is not clear',
  no: 'The words before it ask for something else',
  against: 'A human had said not to',
};

function asked({ requested, prompt }: Incident): string {
  if (!prompt) return requested === 'no' ? 'No human asked for it' : askedWords[requested];
  const { words, question, evidence } = prompt;
  const quoted = question === undefined ? code(words, 200) : `${code(question, 120)} → ${code(words, 80)}`;
  return `${askedWords[requested]}: ${quoted}${evidence ? ` ${shortReference(evidence)}` : ''}`;
}
