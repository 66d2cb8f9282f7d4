import type { WitnessJoin } from '../../assess/join-logs/witness-join.ts';
import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import { unusableWords } from './fitted-log.ts';
import type { ScannedLog } from './scan-log.ts';

/** How the events of a log are brought to those of the transcripts and of other logs. */
export interface Fit {
  /** Of its clock, ahead of the transcripts'. */
  readonly offsetMs: number;
  /** Nothing is concluded from it. */
  readonly isUnusable: boolean;
  /** All logs are of one machine, whatever each calls it. */
  readonly isOneHost: boolean;
}

/** @param hosts of all logs */
export function fitOf(log: ScannedLog, hosts: readonly string[]): Fit {
  return {
    offsetMs: 'offsetMs' in log.offset ? log.offset.offsetMs : 0,
    isUnusable: unusableWords(log) !== undefined,
    isOneHost: new Set(hosts.map(hostName)).size <= 1,
  };
}

/** Far below what a log and a transcript may differ by: what was joined by one of them is joined by the other. */
const sameClockMs = 500;

export function isSameFit(a: Fit, b: Fit): boolean {
  if (a.isUnusable || b.isUnusable) return a.isUnusable === b.isUnusable;
  return a.isOneHost === b.isOneHost && Math.abs(a.offsetMs - b.offsetMs) <= sameClockMs;
}

/** Brings events to a join. */
export class LogFeed {
  readonly join: WitnessJoin;
  readonly #inWindow: (ms: number) => boolean;

  constructor(join: WitnessJoin, inWindow: (ms: number) => boolean) {
    this.join = join;
    this.#inWindow = inWindow;
  }

  take(events: readonly ForeignEvent[], { offsetMs, isUnusable, isOneHost }: Fit): void {
    if (isUnusable) return;
    for (const event of events) {
      const atMs = event.atMs - offsetMs;
      if (!this.#inWindow(atMs)) continue;
      const isAsItIs = event.host === undefined && offsetMs === 0;
      this.join.take(isAsItIs ? event : placed(event, atMs, isOneHost));
    }
  }
}

function placed({ host, ...event }: ForeignEvent, atMs: number, isOneHost: boolean): ForeignEvent {
  return isOneHost || host === undefined ? { ...event, atMs } : { ...event, host: hostName(host), atMs };
}

/** A name with its domain and without is one machine. */
function hostName(host: string): string {
  return /^[\d.]+$/.test(host) ? host : (host.toLowerCase().split('.', 1)[0] ?? host);
}
