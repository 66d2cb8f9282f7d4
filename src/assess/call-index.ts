import type { GitCall } from '../events/git/git-call.ts';
import { neverRan } from '../transcripts/tool-call.ts';

/** The time in which a call can have changed a repository, in milliseconds since 1970. */
export interface CallSpan {
  readonly call: GitCall;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Finds the calls that were running at a moment. */
export interface CallIndex {
  readonly spans: readonly CallSpan[];
  at(timeMs: number): readonly CallSpan[];
}

/** Git writes whole seconds, and the clocks of the two records are read at different moments. */
const slackMs = 2_000;
/** How long a call lasts whose end no record tells: the longest time a shell call may ask for. */
const unknownEndMs = 600_000;
/** A call in the background goes on after its result. */
const backgroundMs = 3_600_000;
const candidatesAtMost = 20;

export function indexCalls(calls: readonly GitCall[]): CallIndex {
  const spans = calls
    .flatMap((call) => spanOf(call) ?? [])
    .sort((a, b) => a.fromMs - b.fromMs || (a.call.id < b.call.id ? -1 : 1));
  const dated = spans.filter(({ call }) => call.dates !== undefined);
  const latestEnd: number[] = [];
  for (const { toMs } of spans) latestEnd.push(Math.max(toMs, latestEnd.at(-1) ?? 0));
  return {
    spans,
    at(timeMs) {
      const found: CallSpan[] = dated.filter(({ call }) => setsTime(call, timeMs));
      for (let index = lastBefore(spans, timeMs); index >= 0; index -= 1) {
        const span = spans[index];
        if (!span || (latestEnd[index] ?? 0) < timeMs || found.length >= candidatesAtMost) break;
        if (span.toMs >= timeMs && !found.includes(span)) found.push(span);
      }
      return found;
    },
  };
}

/** Whether the call's own words made git write this time. */
export function setsTime({ dates }: GitCall, timeMs: number): boolean {
  return dates?.some((date) => Date.parse(date) === timeMs) === true;
}

/** Undefined where no record carries a time, or where the call did not run. */
export function spanOf(call: GitCall): CallSpan | undefined {
  if (neverRan(call.outcome)) return undefined;
  const started = call.startedAt === undefined ? Number.NaN : Date.parse(call.startedAt);
  const ended = call.endedAt === undefined ? Number.NaN : Date.parse(call.endedAt);
  const from = Number.isNaN(started) ? ended - unknownEndMs : started;
  const to = Number.isNaN(ended) ? started + unknownEndMs : ended;
  if (Number.isNaN(from) || Number.isNaN(to)) return undefined;
  const end = call.outcome === 'background' ? to + backgroundMs : to;
  return { call, fromMs: from - slackMs, toMs: end + slackMs };
}

function lastBefore(spans: readonly CallSpan[], timeMs: number): number {
  let low = 0;
  for (let high = spans.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.fromMs ?? 0) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
