import { secondOf } from '../../utc-time.ts';

/** Whose clock is shown: that of the report, or that of whoever reads. */
export type Zone = 'utc' | 'local';

export function dayOf(at: number, zone: Zone): string {
  return momentOf(at, zone).slice(0, 10);
}

export function timeOf(at: number, zone: Zone): string {
  return Number.isNaN(at) ? 'unknown' : momentOf(at, zone).slice(11);
}

/** To the second; `unknown` where no record tells. @param at milliseconds since 1970, NaN for none */
export function momentOf(at: number, zone: Zone): string {
  if (Number.isNaN(at)) return 'unknown';
  const shift = zone === 'local' ? new Date(at).getTimezoneOffset() * 60_000 : 0;
  return secondOf(new Date(at - shift).toISOString());
}

/** The same of a time as a case writes it. @param at ISO 8601 UTC; absent for none */
export function writtenMomentOf(at: string | undefined, zone: Zone): string {
  return momentOf(at === undefined ? Number.NaN : Date.parse(at), zone);
}

/** As it stands behind a time. */
export function nameOfZone(zone: Zone): string {
  return zone === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
