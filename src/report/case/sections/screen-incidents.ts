import type { CaseReport } from '../../../assess/case-report.ts';
import type { Incident } from '../../../assess/incidents/incident.ts';
import { code, counted, firstFew } from '../../markdown.ts';
import type { ScreenDetail } from '../screen-detail.ts';
import type { OnScreen } from '../told.ts';
import { underHome } from '../under-home.ts';
import { placesOf } from './incident-detail.ts';
import { askedOf, spanOf } from './incident-words.ts';

/** What happened, a line an incident: when, what, to what, at whose word. */
export function screenIncidents({ incidents }: CaseReport, onScreen: OnScreen): readonly string[] {
  const { detail } = onScreen;
  const left = incidents.slice(detail.incidents);
  const further = `${counted(left.length, 'further incident')}: ${firstFew(kindsOf(left), detail.named)}`;
  return [
    ...incidents
      .slice(0, detail.incidents)
      .map((incident, index) => line(incident, whoAsked(incident, incidents[index - 1], detail), onScreen)),
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
    ([title, [first, ...more]]) =>
      `${more.length === 0 ? '' : `${more.length + 1} × `}${title} (${first?.id}, ${first?.level})`,
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
      `${one.state === state ? '' : `${one.state}: `}${one.title}, ${code(underHome(one.subject, home), quote)}`,
  );
  const places = placesOf(incident, 1).map(cite);
  return `**${id}**, ${level}, ${state}, ${spanOf(incident)}: ${firstFew(told, claims, '; ')}. ${asked} (${places.join(', ')})`;
}

/** The same words are quoted once. */
function whoAsked(incident: Incident, before: Incident | undefined, { words }: ScreenDetail): string {
  const { prompt } = incident;
  if (!prompt) return askedOf(incident);
  if (prompt.words === before?.prompt?.words) return `${askedOf(incident)}: same words as ${before.id}`;
  const question = prompt.question === undefined ? '' : `${code(endOf(prompt.question, words), words)} → `;
  return `${askedOf(incident)}: ${question}${code(prompt.words, words)}`;
}

/** The end of a question is what was asked; from a word on. */
function endOf(text: string, length: number): string {
  return text.length <= length ? text : text.slice(1 - length).replace(/^\S*\s/, '…');
}
