/**
 * A time as people say it: `2026-11-17 10:02`, in UTC.
 * @param at ISO 8601 UTC
 */
export function minuteOf(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}
