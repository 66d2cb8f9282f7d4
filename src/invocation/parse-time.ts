import { TriageError } from '../errors.ts';
import { inZone } from './in-zone.ts';

/** One way to write a time. */
interface TimeForm {
  readonly pattern: RegExp;
  /** An invalid date where the words make no time. */
  read(groups: Readonly<Record<string, string | undefined>>, now: Date): Date;
}

const dayMs = 86_400_000;

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** How long a unit is; those of the calendar are counted in months. */
const units: Readonly<Record<string, number>> = {
  ...{ s: 1_000, min: minuteMs, m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs },
  ...{ second: 1_000, minute: minuteMs, hour: hourMs, day: dayMs, week: 7 * dayMs },
};
const months: Readonly<Record<string, number>> = { month: 1, year: 12 };
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const forms: readonly TimeForm[] = [
  {
    pattern:
      /^(?<count>\d{1,6})\s*(?:(?<unit>s|min|m|h|d|w)|(?<word>second|minute|hour|day|week|month|year)s?)(?:\s+ago)?$/i,
    read: ({ count, unit, word }, now) => ago(Number(count), (unit ?? word ?? '').toLowerCase(), now),
  },
  {
    pattern: /^(?<day>now|today|yesterday)$/i,
    read: ({ day }, now) => {
      const word = day?.toLowerCase();
      return word === 'now' ? now : daysBefore(now, word === 'today' ? 0 : 1);
    },
  },
  {
    pattern: /^(?:last\s+)?(?<weekday>sunday|monday|tuesday|wednesday|thursday|friday|saturday)$/i,
    read: ({ weekday = '' }, now) => {
      const behind = (now.getUTCDay() - weekdays.indexOf(weekday.toLowerCase()) + 7) % 7;
      return daysBefore(now, behind === 0 ? 7 : behind);
    },
  },
  {
    pattern: /^@(?<seconds>\d{1,11})(?:\.(?<fraction>\d{1,9}))?$/,
    read: ({ seconds, fraction = '0' }) => new Date(Math.floor(Number(`${seconds}.${fraction}`) * 1000)),
  },
  {
    pattern:
      /^(?<day>\d{4}-\d{2}-\d{2})(?:[T ](?<clock>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(?<offset>Z|[+-]\d{2}:?\d{2})?(?:\s?(?<zone>[A-Za-z][\w+-]*(?:\/[\w+-]+)*))?)?$/,
    read: ({ day = '', clock = '00:00', offset, zone }) => {
      if (!isCalendarDay(day) || (offset !== undefined && zone !== undefined)) return notATime;
      return zone === undefined
        ? new Date(`${day}T${clock}${offset ?? 'Z'}`)
        : inZone(`${day}T${clock}`, zone);
    },
  },
];

const notATime = new Date(Number.NaN);

/**
 * Reads `2026-11-20`, `2026-11-20T14:00:00Z`, `2026-11-20 14:00 Europe/Berlin`, `2h`, `24 hours ago`, `1 month ago`,
 * `now`, `today`, `yesterday`, `monday`, `last monday`, `@1795190400`. Without a zone it is UTC; a day is its beginning.
 * @throws {TriageError} for anything else
 */
export function parseTime(word: string, { now }: { now(): Date }): Date {
  const given = word.trim();
  for (const { pattern, read } of forms) {
    const groups = pattern.exec(given)?.groups;
    if (!groups) continue;
    const time = read(groups, now());
    if (!Number.isNaN(time.getTime())) return time;
  }
  throw new TriageError(
    `not a time: ${word}`,
    "give ISO 8601 (2026-11-20T14:00:00Z), '24 hours ago', 2h, yesterday, monday or @ with seconds since 1970",
  );
}

function ago(count: number, unit: string, now: Date): Date {
  const monthsEach = months[unit];
  if (monthsEach !== undefined) return monthsBefore(now, count * monthsEach);
  return new Date(now.getTime() - count * (units[unit] ?? Number.NaN));
}

/** The same day of an earlier month, or its last one where that month is shorter. */
function monthsBefore(now: Date, count: number): Date {
  const then = new Date(now);
  then.setUTCDate(1);
  then.setUTCMonth(then.getUTCMonth() - count);
  const lastDay = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate();
  then.setUTCDate(Math.min(now.getUTCDate(), lastDay));
  return then;
}

/** The beginning of a day. */
function daysBefore(now: Date, count: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - count));
}

/** JavaScript takes 30 February for 2 March: https://tc39.es/ecma262/#sec-makeday */
function isCalendarDay(day: string): boolean {
  const time = new Date(day);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
}
