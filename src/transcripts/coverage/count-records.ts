import type { KnownGroup } from '../digest/group-digest.ts';
import type { MergedSession } from '../join/merge-groups.ts';
import type { CallRow } from '../plan/call-list.ts';
import { callSpan } from '../plan/selection.ts';
import { permissionModeSources, permissionModes } from '../tool-call.ts';
import type { LeftOut, RecordCounts, Span } from './coverage.ts';

/** What is asked about. */
export interface CountedQuestion {
  readonly since?: Date;
  readonly until?: Date;
  /** Calls of another kind are not counted, wherever they lie. */
  readonly selects: (call: CallRow) => boolean;
}

type Side = 'before' | 'inWindow' | 'after';

/** Counts what the sessions hold of a window, and what lies on either side of it. */
export function countRecords(
  groups: readonly KnownGroup[],
  sessions: readonly MergedSession[],
  question: CountedQuestion,
): RecordCounts {
  const sides = { before: new SideCount(), inWindow: new SideCount(), after: new SideCount() };
  const modes = { recorded: 0, inferred: 0, unknown: 0 };
  const sideOf = sideIn(question);
  let untimed = 0;
  for (const session of sessions) {
    for (const at of timesOf(session)) sides[sideOf(at)].note(session, at);
    for (const call of session.calls) {
      if (!question.selects(call)) continue;
      const { from, to } = callSpan(groups, call);
      // A call that ran into the window belongs to it.
      const at = sideOf(from) === 'before' ? Math.min(to, question.until?.getTime() ?? to) : from;
      const side = sideOf(at);
      if (Number.isNaN(at)) untimed += 1;
      sides[side].note(session, at);
      sides[side].calls += 1;
      if (side !== 'inWindow' && isBypassed(groups, call)) sides[side].promptsOff += 1;
      if (side === 'inWindow') modes[knowledgeOf(groups, call)] += 1;
    }
    // A session without any time cannot be shown to lie outside; nor does it show what the window holds.
    if (question.since === undefined && question.until === undefined) sides.inWindow.sessions.add(session);
  }
  const { before, inWindow, after } = sides;
  return {
    sessions: inWindow.sessions.size,
    calls: inWindow.calls,
    untimed,
    modes,
    inWindow: inWindow.span(),
    all: spanOver([before, inWindow, after]),
    before: before.leftOut(),
    after: after.leftOut(),
  };
}

function sideIn({ since, until }: CountedQuestion): (at: number) => Side {
  const from = since?.getTime() ?? Number.NEGATIVE_INFINITY;
  const to = until?.getTime() ?? Number.POSITIVE_INFINITY;
  return (at) => (at < from ? 'before' : at > to ? 'after' : 'inWindow');
}

/** Of what is no call: the first and the last record of each file's part, and the human turns. */
function timesOf({ parts, turns }: MergedSession): number[] {
  const ends = parts.flatMap(({ firstAt, lastAt }) => [firstAt ?? Number.NaN, lastAt ?? Number.NaN]);
  return [...ends, ...turns.map(({ at }) => at)].filter((at) => !Number.isNaN(at));
}

const unknownMode = permissionModes.indexOf('unknown');
const bypassMode = permissionModes.indexOf('bypassPermissions');
const inferredSource = permissionModeSources.indexOf('launch-configuration');

function knowledgeOf(groups: readonly KnownGroup[], { group, row }: CallRow): keyof RecordCounts['modes'] {
  const column = groups[group]?.calls.column;
  if ((column?.mode[row] ?? unknownMode) === unknownMode) return 'unknown';
  return column?.source[row] === inferredSource ? 'inferred' : 'recorded';
}

function isBypassed(groups: readonly KnownGroup[], { group, row }: CallRow): boolean {
  return groups[group]?.calls.column.mode[row] === bypassMode;
}

/** What lies on one side of a window, while it is counted. */
class SideCount {
  readonly sessions = new Set<MergedSession>();
  calls = 0;
  promptsOff = 0;
  firstAt = Number.POSITIVE_INFINITY;
  lastAt = Number.NEGATIVE_INFINITY;

  note(session: MergedSession, at: number): void {
    if (Number.isNaN(at)) return;
    this.sessions.add(session);
    this.firstAt = Math.min(this.firstAt, at);
    this.lastAt = Math.max(this.lastAt, at);
  }

  span(): Span {
    return spanOver([this]);
  }

  leftOut(): LeftOut {
    const { sessions, calls, promptsOff } = this;
    return { sessions: sessions.size, calls, ...(promptsOff > 0 && { promptsOff }), ...this.span() };
  }
}

function spanOver(sides: readonly Pick<SideCount, 'firstAt' | 'lastAt'>[]): Span {
  const first = Math.min(...sides.map(({ firstAt }) => firstAt));
  const last = Math.max(...sides.map(({ lastAt }) => lastAt));
  if (first > last) return {};
  return { from: new Date(first).toISOString(), to: new Date(last).toISOString() };
}
