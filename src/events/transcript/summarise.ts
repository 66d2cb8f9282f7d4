import type { BypassWindow, SessionSummary } from '../session-summary.ts';
import type { WovenCall, WovenSession } from './weave.ts';

/** What one session was; over all its calls, whatever is selected for output. */
export function summariseSession(session: WovenSession): SessionSummary {
  const { sessionId, project, parts, calls, prompts, evidence } = session;
  const firstPrompt = prompts[0]?.text;
  return {
    sessionId,
    project,
    format: session.format,
    cwds: union(parts.map((part) => part.cwds)),
    branches: union(parts.map((part) => part.branches)),
    versions: union(parts.map((part) => part.versions)),
    entrypoints: union(parts.map((part) => part.entrypoints)),
    models: union(parts.map((part) => part.models)),
    ...(session.firstAt !== undefined && { startedAt: iso(session.firstAt) }),
    ...(session.lastAt !== undefined && { endedAt: iso(session.lastAt) }),
    toolCalls: calls.length,
    callsByTool: counted(calls, ({ appearance }) => appearance.mark.tool),
    callsByOutcome: counted(calls, ({ outcome }) => outcome),
    callsByMode: counted(calls, ({ mode }) => mode.mode),
    bypassWindows: bypassWindows(calls),
    subagents: union(parts.map((part) => part.agents)).length,
    humanPrompts: prompts.length,
    ...(firstPrompt !== undefined && { firstPrompt }),
    evidence,
  };
}

/** Runs of calls in bypass mode, not broken by a call in another known mode. */
function bypassWindows(calls: readonly WovenCall[]): BypassWindow[] {
  const windows: BypassWindow[] = [];
  let open: BypassWindow | undefined;
  for (const { mode, appearance } of calls) {
    const { at } = appearance.mark;
    if (mode.mode === 'bypassPermissions' && at !== undefined) {
      open = {
        from: open?.from ?? iso(at),
        to: iso(at),
        calls: (open?.calls ?? 0) + 1,
        source: open?.source ?? mode.source,
      };
    } else if (open && mode.mode !== 'unknown') {
      windows.push(open);
      open = undefined;
    }
  }
  return open ? [...windows, open] : windows;
}

function counted(calls: readonly WovenCall[], key: (call: WovenCall) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const call of calls) counts.set(key(call), (counts.get(key(call)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)));
}

function union(sets: readonly ReadonlySet<string>[]): string[] {
  return [...new Set(sets.flatMap((set) => [...set]))];
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
