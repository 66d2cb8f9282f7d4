import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import { eventTexts } from './command-text.ts';
import { isAmong, type RunningCalls, slackMs, type TimedCall } from './running-calls.ts';

/** Farther apart than the zones of the world are no two clocks of one machine. */
const offsetAtMostMs = 26 * 3_600_000;
/** Words that stand in more calls tell nothing of the time. */
const mostAlike = 3;
const mostVotes = 200_000;
/** So many calls have to agree before another time than that of the log itself is believed. */
const leastAgreeing = 3;

/** What is known of the clock of a log. */
export type ClockOffset =
  /** Milliseconds that its times are ahead of those of the transcripts; 0 where the two agree or cannot be compared. */
  | { readonly offsetMs: number; readonly agreeing: number }
  /** The same commands stand in both, at times that fit by no one offset. */
  | { readonly isUnusable: true; readonly compared: number };

/** Compares the times of commands that stand in a log and in the transcripts in the same words. */
export class OffsetVotes {
  readonly #calls: RunningCalls;
  readonly #votes: { readonly call: TimedCall; readonly offsetMs: number }[] = [];
  readonly #agreeing = new Set<TimedCall>();

  constructor(calls: RunningCalls) {
    this.#calls = calls;
  }

  take(event: ForeignEvent): void {
    if (event.kind !== 'process' || event.action !== 'start') return;
    for (const text of eventTexts(event.actor)) {
      const alike = this.#calls.saying(text);
      for (const call of alike) if (isAmong(event.atMs, call)) this.#agreeing.add(call);
      if (alike.length > 0 && alike.length <= mostAlike) this.#vote(event.atMs, alike);
      if (alike.length > 0) return;
    }
  }

  /** How many calls have an event at their own time. */
  get agreeing(): number {
    return this.#agreeing.size;
  }

  result(): ClockOffset {
    const compared = new Set(this.#votes.map(({ call }) => call)).size;
    const best = this.#best();
    const agreeing = this.#agreeing.size;
    if (best === undefined || agreeing * 2 >= best.calls) return { offsetMs: 0, agreeing };
    if (best.calls >= leastAgreeing && best.calls * 10 >= compared * 6)
      return { offsetMs: best.offsetMs, agreeing: best.calls };
    if (agreeing === 0 && compared >= leastAgreeing) return { isUnusable: true, compared };
    return { offsetMs: 0, agreeing };
  }

  #vote(atMs: number, alike: readonly TimedCall[]): void {
    for (const call of alike) {
      const offsetMs = atMs - call.fromMs;
      if (Math.abs(offsetMs) <= offsetAtMostMs && this.#votes.length < mostVotes)
        this.#votes.push({ call, offsetMs });
    }
  }

  /** The offset that most calls share, within the slack of a log. */
  #best(): { readonly offsetMs: number; readonly calls: number } | undefined {
    const sorted = this.#votes.toSorted((a, b) => a.offsetMs - b.offsetMs);
    let [best, start]: [{ offsetMs: number; calls: number } | undefined, number] = [undefined, 0];
    const inside = new Map<TimedCall, number>();
    for (const [index, { call, offsetMs }] of sorted.entries()) {
      inside.set(call, (inside.get(call) ?? 0) + 1);
      for (; offsetMs - (sorted[start]?.offsetMs ?? offsetMs) > slackMs; start += 1)
        leave(inside, sorted[start]?.call);
      if (inside.size > (best?.calls ?? 0)) {
        const middle = sorted[(start + index) >> 1];
        best = { offsetMs: middle?.offsetMs ?? offsetMs, calls: inside.size };
      }
    }
    return best;
  }
}

function leave(inside: Map<TimedCall, number>, call: TimedCall | undefined): void {
  if (!call) return;
  const left = (inside.get(call) ?? 0) - 1;
  if (left > 0) inside.set(call, left);
  else inside.delete(call);
}
