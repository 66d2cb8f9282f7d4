import type { CaseReport } from '../../../assess/case-report.ts';
import type { Incident } from '../../../assess/incidents/incident.ts';
import { code, counted, firstFew } from '../../markdown.ts';
import { quoted, said } from '../quoted.ts';
import type { OnScreen } from '../told.ts';
import { underHome } from '../under-home.ts';
import { placesOf } from './incident-detail.ts';
import { askedOf, shortAnswerOf, spanOf } from './incident-words.ts';

/** What happened, a line an incident: when, what, to what, at whose word. */
export function screenIncidents({ incidents }: CaseReport, onScreen: OnScreen): readonly string[] {
  const { detail } = onScreen;
  const left = incidents.slice(detail.incidents);
  const further = `${counted(left.length, 'further incident')}: ${firstFew(kindsOf(left), detail.named, { noun: 'kind' })}`;
  return [
    ...incidents
      .slice(0, detail.incidents)
      .map((incident, index) =>
        line(incident, whoAsked(incident, incidents.slice(0, index), onScreen), onScreen),
      ),
    ...(left.length === 0 ? [] : [further]),
  ];
}

/** By their gravest claim, the gravest first: `3 × MCP server registered (I2, high)`. */
function kindsOf(incidents: readonly Incident[]): readonly string[] {
  const byTitle = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const title = incident.findings[0]?.title ?? 'other';
    const alike = byTitle.get(title);
    if (alike) alike.push(incident);
    else byTitle.set(title, [incident]);
  }
  return [...byTitle].map(
    ([title, alike]) =>
      `${alike.length === 1 ? '' : `${alike.length} × `}${title} (${[alike[0]?.id, alike[0]?.level, ...new Set(alike.map(shortAnswerOf))].join(', ')})`,
  );
}

function line(
  incident: Incident,
  asked: string,
  { cite, home, detail: { claims, quote } }: OnScreen,
): string {
  const { id, level, state, findings } = incident;
  const told = findings.map(
    (one) =>
      `${one.state === state ? '' : `${one.state}: `}${one.title}, ${quoted(underHome(one.subject, home), quote)}`,
  );
  const places = placesOf(incident, 1).map(cite);
  return `**${id}**, ${level}, ${state}, ${spanOf(incident)}: ${firstFew(told, claims, { separator: '; ', noun: 'claim' })} (${places.join(', ')}). ${asked}`;
}

/** The answer, the words and their own place; the same words are quoted once. */
function whoAsked(
  incident: Incident,
  before: readonly Incident[],
  { cite, detail: { words } }: OnScreen,
): string {
  const { prompt } = incident;
  const answer = askedOf(incident);
  if (!prompt) return answer;
  const isSame = (other: Incident) => other.prompt?.words === prompt.words;
  const first = before.find(isSame);
  if (first) return `${answer}; same words as ${first.id}`;
  const question = prompt.question === undefined ? '' : `${code(endOf(prompt.question, words), words)} → `;
  const place = prompt.evidence ? ` (${cite(prompt.evidence)})` : '';
  return `${answer}: ${question}${said(prompt.words, words)}${place}`;
}

/** The end of a question is what was asked; from a word on. */
function endOf(text: string, length: number): string {
  return text.length <= length ? text : text.slice(1 - length).replace(/^\S*\s/, '…');
}
