import { TriageError } from '../errors.ts';

const unitMs = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
} as const;

/**
 * Reads `2026-11-20`, `2026-11-20T14:00:00Z` (no zone: UTC) or `24 hours ago`.
 * @throws {TriageError} for anything else
 */
export function parseTime(word: string, { now }: { now(): Date }): Date {
  const ago = /^(\d+)\s*(second|minute|hour|day|week)s?\s+ago$/i.exec(word.trim());
  if (ago) {
    const unit = ago[2]?.toLowerCase() as keyof typeof unitMs;
    return known(word, new Date(now().getTime() - Number(ago[1]) * unitMs[unit]));
  }
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    word.trim(),
  );
  const zone = iso?.[2] === undefined && word.includes(':') ? 'Z' : '';
  const isDay = iso !== null && isCalendarDay(iso[1] ?? '');
  return known(word, isDay ? new Date(word.trim().replace(' ', 'T') + zone) : new Date(Number.NaN));
}

/** JavaScript takes 30 February for 2 March: https://tc39.es/ecma262/#sec-makeday */
function isCalendarDay(day: string): boolean {
  const time = new Date(day);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
}

function known(word: string, time: Date): Date {
  if (!Number.isNaN(time.getTime())) return time;
  throw new TriageError(`not a time: ${word}`, "give ISO 8601 (2026-11-20T14:00:00Z) or '24 hours ago'");
}
