import { secondOf } from '../../utc-time.ts';
/** UTC, as everywhere in the report; `unknown` where no record tells. */
export function dayOf(at: number): string {
  return Number.isNaN(at) ? 'unknown' : new Date(at).toISOString().slice(0, 10);
}

export function timeOf(at: number): string {
  return Number.isNaN(at) ? 'unknown' : new Date(at).toISOString().slice(11, 19);
}

export function momentOf(at: number): string {
  return Number.isNaN(at) ? 'unknown' : secondOf(new Date(at).toISOString());
}
