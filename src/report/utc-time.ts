/**
 * A time as people say it, in UTC: `2026-11-17 10:02`.
 * @param at ISO 8601 UTC
 */
export function minuteOf(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/**
 * The same to the second: `2026-11-17 10:02:50`.
 * @param at ISO 8601 UTC
 */
export function secondOf(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}
