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
        `; ${other === 'attempted' ? 'only attempted' : other}: ${firstFew(titles, most, '; ')}`,
    );
  return `${firstFew([...own], most, '; ')}${others.join('')}`;
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

const askedWords: Readonly<Record<Incident['requested'], string>> = {
  yes: 'Asked for: yes',
  unclear: 'Asked for: not clear',
  no: 'Asked for: no, the words are about something else',
  against: 'Asked for: no, a human had said not to',
};

/** One word first: who wanted what decides it, and what of the rest a human asked for. */
export function askedOf({ requested, prompt, findings }: Incident): string {
  if (!prompt) return requested === 'no' ? 'Asked for: no' : 'Asked for: no human’s words are recorded';
  if (requested === 'yes') return askedWords.yes;
  const wanted = new Set(findings.filter((one) => one.requested === 'yes').map(({ title }) => title));
  return wanted.size === 0 ? askedWords[requested] : `Asked for: in part (${firstFew([...wanted], 1)})`;
}
