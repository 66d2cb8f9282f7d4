import { TriageError } from '../../errors.ts';
import type { SessionSummary } from '../session-summary.ts';
import { isSessionAskedFor, type Selection } from './selection.ts';

const namedAtMost = 12;

/**
 * A name that occurs nowhere is a slip of whoever typed it, and an empty list would be believed.
 * @throws {TriageError} which names those that occur; not where there is no session at all, which is a gap
 */
export function requireOccurring(selection: Selection, sessions: readonly SessionSummary[]): void {
  if (sessions.length === 0) return;
  const { tool, project } = selection;
  if (tool !== undefined && !sessions.some((session) => isSessionAskedFor({ tool }, session))) {
    const tools = mostFirst(sessions.flatMap(({ callsByTool }) => Object.entries(callsByTool)));
    throw new TriageError(`no call of a tool named ${tool}`, `tools that occur: ${list(tools)}`);
  }
  if (project !== undefined && !sessions.some((session) => isSessionAskedFor({ project }, session))) {
    const folders = sessions.map(
      ({ cwds, project: name, toolCalls }) => [cwds[0] ?? name, toolCalls] as const,
    );
    throw new TriageError(
      `no project or working folder contains ${project}`,
      `folders that occur: ${list(mostFirst(folders))}`,
    );
  }
}

/** What is one of a closed list and does not occur: that is an answer, and stands beside what occurs. */
export function absentChoices(selection: Selection, sessions: readonly SessionSummary[]): string[] {
  return [...absentMode(selection, sessions), ...absentAgent(selection, sessions)];
}

function absentAgent({ agent }: Selection, sessions: readonly SessionSummary[]): string[] {
  if (agent === undefined || sessions.some((session) => isSessionAskedFor({ agent }, session))) return [];
  const agents = mostFirst(sessions.map((session) => [session.agent, session.toolCalls] as const));
  return [`no session of ${agent}; agents that occur: ${list(agents)}`];
}

function absentMode({ mode }: Selection, sessions: readonly SessionSummary[]): string[] {
  if (mode === undefined || sessions.some((session) => isSessionAskedFor({ mode }, session))) return [];
  const modes = mostFirst(sessions.flatMap(({ callsByMode }) => Object.entries(callsByMode)));
  return [`no call in mode ${mode}; modes that occur: ${list(modes)}`];
}

function mostFirst(counts: readonly (readonly [name: string, calls: number])[]): string[] {
  const sums = new Map<string, number>();
  for (const [name, calls] of counts) sums.set(name, (sums.get(name) ?? 0) + calls);
  return [...sums].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}

function list(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length > namedAtMost ? ` and ${names.length - namedAtMost} more` : '';
  return names.slice(0, namedAtMost).join(', ') + more;
}
