import type { Action, Zone } from '../shell/effect.ts';
import type { CallWatcher, CallWithEffects } from '../transcripts/call-watcher.ts';
import { neverRan, type Outcome, type ToolCall } from '../transcripts/tool-call.ts';

/** What the calls of a case were, counted; bounded however many there are. */
export interface Activity {
  readonly calls: number;
  /** Most used tool first. */
  readonly tools: readonly ToolUse[];
  /** Effects of calls that ran, most frequent first. */
  readonly zones: readonly ZoneUse[];
  /** When each session's calls began; the busiest sessions first. */
  readonly rhythms: readonly Rhythm[];
}

export interface ToolUse {
  readonly tool: string;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
}

export interface ZoneUse {
  readonly zone: Zone;
  readonly action: Action;
  readonly count: number;
}

/** Calls of one session over its time, in equal parts from the first call to the last. */
export interface Rhythm {
  readonly sessionId: string;
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  readonly counts: readonly number[];
}

const rhythmsAtMost = 50;
const rhythmParts = 48;
const toolsAtMost = 40;

/** Counts calls as they pass. */
export function watchActivity() {
  const tools = new Map<string, Partial<Record<Outcome, number>>>();
  const zones = new Map<string, ZoneUse>();
  const starts = new Map<string, number[]>();
  let calls = 0;
  return {
    call({ call }) {
      calls += 1;
      countTool(tools, call);
      noteStart(starts, call);
      if (!neverRan(call.outcome)) countZones(zones, call);
    },
    result() {
      const total = (outcomes: Partial<Record<Outcome, number>>) =>
        Object.values(outcomes).reduce((sum, count) => sum + count, 0);
      return {
        calls,
        tools: [...tools]
          .map(([tool, outcomes]) => ({ tool, outcomes }))
          .sort((a, b) => total(b.outcomes) - total(a.outcomes) || (a.tool < b.tool ? -1 : 1))
          .slice(0, toolsAtMost),
        zones: [...zones.values()].sort((a, b) => b.count - a.count || (a.zone < b.zone ? -1 : 1)),
        rhythms: [...starts]
          .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
          .slice(0, rhythmsAtMost)
          .map(([sessionId, times]) => rhythmOf(sessionId, times)),
      };
    },
  } satisfies CallWatcher<Activity, CallWithEffects>;
}

function countTool(tools: Map<string, Partial<Record<Outcome, number>>>, { tool, outcome }: ToolCall): void {
  const outcomes = tools.get(tool) ?? {};
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  tools.set(tool, outcomes);
}

function noteStart(starts: Map<string, number[]>, { sessionId, startedAt }: ToolCall): void {
  if (startedAt === undefined) return;
  const times = starts.get(sessionId) ?? [];
  times.push(Date.parse(startedAt));
  starts.set(sessionId, times);
}

function rhythmOf(sessionId: string, times: readonly number[]): Rhythm {
  const from = times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const to = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const counts = Array.from({ length: rhythmParts }, () => 0);
  for (const time of times) {
    const part = Math.min(rhythmParts - 1, Math.floor(((time - from) / (to - from || 1)) * rhythmParts));
    counts[part] = (counts[part] ?? 0) + 1;
  }
  return { sessionId, from: new Date(from).toISOString(), to: new Date(to).toISOString(), counts };
}

function countZones(zones: Map<string, ZoneUse>, { effects }: ToolCall): void {
  for (const { zone, action } of effects) {
    const key = `${zone} ${action}`;
    zones.set(key, { zone, action, count: (zones.get(key)?.count ?? 0) + 1 });
  }
}
