import type { KnownGroup, SessionPart } from '../digest/group-digest.ts';
import type { MergedSession } from '../join/merge-groups.ts';
import type { Loop, SessionSummary, UnattendedStretch } from '../session-summary.ts';
import { outcomes, type PermissionModeSource, permissionModeSources, permissionModes } from '../tool-call.ts';
import { bypassWindows } from './bypass-windows.ts';

/** A call, as far as a summary counts it. */
interface CountedCall {
  readonly at: number;
  readonly tool: string;
  readonly mode: string;
  readonly source: PermissionModeSource;
  readonly outcome: string;
}

/** What one session was, over all its calls, whatever is selected for output. */
export function summariseSession(groups: readonly KnownGroup[], session: MergedSession): SessionSummary {
  const { sessionId, parts, turns } = session;
  const calls = session.calls.map(({ group, row }) => countedCall(groups[group], row));
  const main = parts.find(({ own }) => own) ?? parts[0];
  const firstPrompt = main?.firstPrompt ?? parts.find((part) => part.firstPrompt !== undefined)?.firstPrompt;
  const longestUnattended = longestStretch(
    calls,
    turns.map(({ at }) => at),
  );
  return {
    sessionId,
    agent: session.agent,
    project: main?.project ?? '',
    format: parts.some(({ format }) => format === 'flat') ? 'flat' : 'nested',
    cwds: union(parts, ({ cwds }) => cwds),
    repositories: [],
    branches: union(parts, ({ branches }) => branches),
    versions: union(parts, ({ versions }) => versions),
    entrypoints: union(parts, ({ entrypoints }) => entrypoints),
    models: union(parts, ({ models }) => models),
    ...(session.firstAt !== undefined && { startedAt: iso(session.firstAt) }),
    ...(session.lastAt !== undefined && { endedAt: iso(session.lastAt) }),
    toolCalls: calls.length,
    callsByTool: counted(calls, ({ tool }) => tool),
    callsByOutcome: counted(calls, ({ outcome }) => outcome),
    callsByMode: counted(calls, ({ mode }) => mode),
    bypassWindows: bypassWindows(calls, session),
    subagents: union(parts, ({ agents }) => agents).length,
    // A captured output repeats the prompts of a transcript without their times.
    humanPrompts: turns.length || session.untimedTurns.length,
    ...(firstPrompt !== undefined && { firstPrompt }),
    tokens: session.tokens,
    tokensByModel: session.tokensByModel,
    ...(longestUnattended && { longestUnattended }),
    loops: loopsOf(parts),
    evidence: { path: main?.reference ?? '' },
  };
}

function countedCall(group: KnownGroup | undefined, row: number): CountedCall {
  const column = group?.calls.column;
  return {
    at: column?.at[row] ?? Number.NaN,
    tool: group?.names[column?.toolName[row] ?? 0] ?? '',
    mode: permissionModes[column?.mode[row] ?? 0] ?? 'unknown',
    source: permissionModeSources[column?.source[row] ?? 0] ?? 'none',
    outcome: outcomes[column?.outcome[row] ?? 0] ?? 'unknown',
  };
}

/** A capture repeats what the session's own transcript tells. */
function loopsOf(parts: readonly SessionPart[]): Loop[] {
  const isOwn = parts.some(({ own }) => own);
  return parts.flatMap(({ loops, project }) => (isOwn && project === '' ? [] : loops));
}

/** From each human turn to the last call before the next one. */
function longestStretch(
  calls: readonly CountedCall[],
  turns: readonly number[],
): UnattendedStretch | undefined {
  let longest: UnattendedStretch | undefined;
  let index = 0;
  turns.forEach((from, turn) => {
    const until = turns[turn + 1] ?? Number.POSITIVE_INFINITY;
    while (index < calls.length && (calls[index]?.at ?? Number.NaN) < from) index += 1;
    const first = index;
    while (index < calls.length && (calls[index]?.at ?? Number.NaN) < until) index += 1;
    if (index === first) return;
    const to = calls[index - 1]?.at ?? from;
    if (to - from > (longest?.durationMs ?? -1)) {
      longest = { from: iso(from), to: iso(to), durationMs: to - from, calls: index - first };
    }
  });
  return longest;
}

function counted(calls: readonly CountedCall[], key: (call: CountedCall) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(key(call), (counts.get(key(call)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

function union(parts: readonly SessionPart[], list: (part: SessionPart) => readonly string[]): string[] {
  return [...new Set(parts.flatMap(list))];
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
