/** What a record of the role `user` says. */
export interface UserText {
  /** The human's words; absent where the program put something in a human's place. */
  readonly prompt?: string;
  /** Milliseconds. */
  readonly at?: number;
}

const opening = '<user_query>';

/**
 * Words stand in `<user_query>`: behind a line break those of a human, else those of the program. What stands before
 * says when, and what was attached.
 */
export function readUserText(text: string): UserText {
  const start = text.indexOf(opening);
  if (start === -1) return text.trimStart().startsWith('<') ? {} : { prompt: text };
  const at = timeIn(text.slice(0, start));
  const time = at === undefined ? {} : { at };
  const words = text.slice(start + opening.length).replace(/<\/user_query>\s*$/, '');
  return /^\r?\n/.test(words) ? { prompt: words.trim(), ...time } : time;
}

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const stamp =
  /<timestamp>\w{1,12}, (\w{1,12}) (\d{1,2}), (\d{4}),? (?:at )?(\d{1,2}):(\d\d)(?::\d\d)? ?([AP]M)? ?(?:\(UTC([+-]\d{1,2})?(?::?(\d\d))?\))?/;

/** `Friday, May 8, 2026, 6:05 AM (UTC+5:30)`, to the minute. */
function timeIn(text: string): number | undefined {
  const [, month = '', day, year, hour, minute, half, zone = '0', zoneMinutes = '0'] = stamp.exec(text) ?? [];
  const index = months.indexOf(month);
  if (index === -1) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  const local = Date.UTC(Number(year), index, Number(day), hours, Number(minute));
  const offsetMinutes = Math.abs(Number(zone)) * 60 + Number(zoneMinutes);
  return local - (zone.startsWith('-') ? -1 : 1) * offsetMinutes * 60_000;
}
