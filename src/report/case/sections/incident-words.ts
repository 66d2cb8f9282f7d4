import type { Incident } from '../../../assess/incidents/incident.ts';
import { type State, states } from '../../../state.ts';
import { firstFew } from '../../markdown.ts';
import { minuteOf } from '../../utc-time.ts';

const mostTitles = 3;

/** Its claims, the state of the incident first; what is in another state alone is told apart. */
export function titlesOf({ findings, state }: Incident, most = mostTitles): string {
  const titlesIn = (asked: State) =>
    new Set(findings.filter((one) => one.state === asked).map(({ title }) => title));
  const own = titlesIn(state);
  const others = states
    .filter((other) => other !== state)
    .map((other) => [other, [...titlesIn(other)].filter((title) => !own.has(title))] as const)
    .filter(([, titles]) => titles.length > 0)
    .map(
      ([other, titles]) =>
        `; ${other === 'attempted' ? 'only attempted' : other}: ${firstFew(titles, most, { separator: '; ' })}`,
    );
  return `${firstFew([...own], most, { separator: '; ' })}${others.join('')}`;
}

/** From its first call to its last, to the minute. */
export function spanOf({ from, to }: Pick<Incident, 'from' | 'to'>): string {
  if (from === undefined || to === undefined) return 'time unknown';
  const [start, end] = [minuteOf(from), minuteOf(to)];
  if (start === end) return `${start} UTC`;
  return start.slice(0, 10) === end.slice(0, 10)
    ? `${start} to ${end.slice(11)} UTC`
    : `${start} to ${end} UTC`;
}

const answers: Readonly<Record<Incident['requested'], string>> = {
  yes: 'yes',
  unclear: 'not clear',
  no: 'no, the words are about something else',
  against: 'no, a human had said not to',
};

/** One word first: who wanted what decides it, and what of the rest a human asked for. */
export function askedOf(incident: Incident): string {
  return `Asked for: ${answerOf(incident)}`;
}

/** The same where another word leads to it. */
export function answerOf(incident: Incident): string {
  const { requested, prompt } = incident;
  if (!prompt) return requested === 'no' ? 'no' : 'no record of a human’s words';
  return requested !== 'yes' && isInPart(incident) ? `in part: ${partsOf(incident)}` : answers[requested];
}

/** Where there is no room for the parts. */
export function shortAnswerOf(incident: Incident): string {
  const { requested, prompt } = incident;
  if (!prompt) return requested === 'no' ? 'not asked for' : 'no human’s words';
  if (requested !== 'yes' && isInPart(incident)) return 'asked for in part';
  return { yes: 'asked for', unclear: 'asked for: not clear', no: 'not asked for', against: 'forbidden' }[
    requested
  ];
}

function isInPart({ findings }: Incident): boolean {
  return findings.some(({ requested }) => requested === 'yes');
}

const partWords = { yes: 'asked', against: 'forbidden', no: 'not asked', unclear: 'not clear' } as const;
const mostParts = 2;

/** Each kind of answer with what it is about, what was asked for first. */
function partsOf({ findings }: Incident): string {
  return (['yes', 'against', 'no', 'unclear'] as const)
    .map((answer) => {
      const titles = findings.filter(({ requested }) => requested === answer).map(({ title }) => title);
      return titles.length === 0 ? '' : `${partWords[answer]}: ${firstFew([...new Set(titles)], mostParts)}`;
    })
    .filter((part) => part !== '')
    .join('; ');
}
