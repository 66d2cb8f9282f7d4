import type { LogEvent } from '../events/log-events/log-event.ts';
import { compareLevels, type Level, levels } from '../level.ts';
import type { EventQuery } from './query.ts';
import { isTypedRegistration } from './typed-registration.ts';
import { isUninstalled } from './uninstalled.ts';

/** What must be known of a query: one that asks for denied calls is not told that they were denied. */
type Weighable = Pick<EventQuery, 'level' | 'fields' | 'possible'>;

/** Something about an event that makes it count less than its query says. */
interface ContextEntry {
  readonly applies: (event: LogEvent, query: Weighable) => boolean;
  /** One sentence for the finding. */
  readonly says: string | ((event: LogEvent) => string);
  /** The highest level that is left. */
  readonly atMost?: Level;
  /** By how many levels it counts less. */
  readonly lowersBy?: number;
  /** Whether the event still may be a step of a correlation. */
  readonly partOfChain: boolean;
}

const trait = (name: string) => (event: LogEvent) =>
  event.effect?.traits?.some((own) => own === name) === true;
const changesFiles = ({ logsource }: LogEvent) => ['file_event', 'file_delete'].includes(logsource.category);

/** Of a call without a result that tells of it. */
export const unproven = 'Nothing shows that the call ran.';

/** Applied in this order; every sentence is said, the levels add up. */
const contextEntries: readonly ContextEntry[] = [
  {
    applies: trait('dry-run'),
    says: 'A dry run: it only shows what would happen.',
    atMost: 'informational',
    partOfChain: false,
  },
  {
    applies: trait('local-host'),
    says: 'The other end is this machine.',
    atMost: 'low',
    partOfChain: false,
  },
  {
    applies: (event) => changesFiles(event) && event.effect?.zone === 'temporary',
    says: 'It lies in a scratch folder.',
    atMost: 'low',
    partOfChain: true,
  },
  {
    applies: (event) => changesFiles(event) && trait('own-creation')(event),
    says: 'The session created it itself.',
    atMost: 'low',
    partOfChain: true,
  },
  {
    applies: ({ fields }, { fields: asked }) => fields['WidensNothing'] === true && !asked.has('outcome'),
    says: 'It gives nobody more than before: its form, a port of this machine, or something that was taken out.',
    atMost: 'low',
    partOfChain: false,
  },
  {
    applies: isTypedRegistration,
    says: 'The human typed the very command.',
    atMost: 'medium',
    partOfChain: true,
  },
  {
    applies: (event) => trait('database')(event) && trait('own-creation')(event),
    says: 'The session made the database itself.',
    atMost: 'low',
    partOfChain: true,
  },
  {
    applies: isUninstalled,
    says: 'The human asked to have the program uninstalled.',
    atMost: 'low',
    partOfChain: true,
  },
  {
    applies: ({ copy }) => copy !== undefined,
    says: ({ copy }) =>
      copy?.isRecord
        ? `A call before had shown all of it: ${copy.at}.`
        : `The session had made a copy before, which nothing shows to be gone: ${copy?.at}.`,
    lowersBy: 1,
    partOfChain: true,
  },
  {
    applies: (event) => event.effect?.target.startsWith('process ') === true && trait('own-creation')(event),
    says: 'The session started it, or works with that port.',
    atMost: 'low',
    partOfChain: true,
  },
  {
    applies: ({ effect }, { possible }) => effect?.certainty === 'possible' && !possible,
    says: 'It cannot be excluded, but the words do not say so.',
    lowersBy: 1,
    partOfChain: true,
  },
  {
    applies: ({ call }, { fields }) =>
      (call?.outcome === 'denied' || call?.outcome === 'not-run') && !fields.has('outcome'),
    says: 'The call did not run.',
    atMost: 'low',
    partOfChain: false,
  },
  {
    applies: ({ standing }, { fields }) => !fields.has('outcome') && standing?.().isUntaken === true,
    says: 'The shell did not take that branch.',
    atMost: 'low',
    partOfChain: false,
  },
  {
    applies: ({ call, effect }, { fields }) =>
      call?.outcome === 'unknown' && !fields.has('outcome') && !effect?.traits?.includes('printed'),
    says: unproven,
    lowersBy: 1,
    partOfChain: true,
  },
];

export interface Weighed {
  readonly level: Level;
  /** One sentence for everything that weighed. */
  readonly context: readonly string[];
  readonly partOfChain: boolean;
}

/** What a match is worth where it happened. */
export function weigh(query: Weighable, event: LogEvent): Weighed {
  const applying = contextEntries.filter(({ applies }) => applies(event, query));
  return {
    level: applying.reduce((left, { atMost, lowersBy }) => lower(left, atMost, lowersBy), query.level),
    context: applying.map(({ says }) => (typeof says === 'string' ? says : says(event))),
    partOfChain: applying.every(({ partOfChain }) => partOfChain),
  };
}

export function lower(level: Level, atMost: Level | undefined, by: number | undefined): Level {
  const lowered = levels[Math.max(0, levels.indexOf(level) - (by ?? 0))] ?? level;
  return atMost !== undefined && compareLevels(lowered, atMost) > 0 ? atMost : lowered;
}
