import { flag, type KnownGroup } from '../digest/group-digest.ts';
import type { SessionSummary } from '../session-summary.ts';
import { type PermissionMode, permissionModes } from '../tool-call.ts';
import type { CallRow } from './call-list.ts';

/** Which calls an inventory yields; absent means all. */
export interface Selection {
  readonly since?: Date;
  readonly until?: Date;
  /** Part of the project folder's name or of a working folder. */
  readonly project?: string;
  readonly tool?: string;
  readonly mode?: PermissionMode;
  /** Id in `src/agents/`. */
  readonly agent?: string;
  /** Session ids, or their beginnings. */
  readonly sessions?: readonly string[];
  /** Transcripts to read instead of those of the home; absolute. */
  readonly files?: readonly string[];
}

/** A call that began before the window and ended in it counts; so does one without a time, which may lie in it. */
export function selectsCall(selection: Selection, groups: readonly KnownGroup[], call: CallRow): boolean {
  const { from, to } = callSpan(groups, call);
  return inWindow(selection, from, to) && isCallAskedFor(selection, groups, call);
}

/** When a call began and when its result came; milliseconds, NaN for no time. */
export function callSpan(
  groups: readonly KnownGroup[],
  { group, row }: CallRow,
): { readonly from: number; readonly to: number } {
  const column = groups[group]?.calls.column;
  const from = column?.at[row] ?? Number.NaN;
  const hasResult = ((column?.flags[row] ?? 0) & flag.hasResult) !== 0;
  const end = hasResult ? (column?.resultAt[row] ?? Number.NaN) : Number.NaN;
  return { from, to: Number.isNaN(end) ? from : Math.max(from, end) };
}

/** The same, whenever it was made. */
export function isCallAskedFor(
  { tool, mode }: Selection,
  groups: readonly KnownGroup[],
  { group, row }: CallRow,
): boolean {
  const digest = groups[group];
  if (!digest) return false;
  const { column } = digest.calls;
  return (
    (tool === undefined || isSame(tool, digest.names[column.toolName[row] ?? 0])) &&
    (mode === undefined || mode === permissionModes[column.mode[row] ?? 0])
  );
}

export function selectsSession(selection: Selection, session: SessionSummary): boolean {
  const { startedAt, endedAt } = session;
  return inWindow(selection, time(startedAt), time(endedAt)) && isSessionAskedFor(selection, session);
}

/** The same, whenever it ran. */
export function isSessionAskedFor(selection: Selection, session: SessionSummary): boolean {
  const { project, sessions, tool, mode, agent } = selection;
  const places = [session.project, ...session.cwds];
  return (
    (project === undefined || places.some((place) => place.includes(project))) &&
    (sessions === undefined || sessions.some((id) => session.sessionId.startsWith(id))) &&
    (tool === undefined || Object.keys(session.callsByTool).some((name) => isSame(tool, name))) &&
    (mode === undefined || (session.callsByMode[mode] ?? 0) > 0) &&
    (agent === undefined || session.agent === agent)
  );
}

function inWindow({ since, until }: Selection, from?: number, to?: number): boolean {
  if (since !== undefined && to !== undefined && to < since.getTime()) return false;
  return !(until !== undefined && from !== undefined && from > until.getTime());
}

function time(iso: string | undefined): number | undefined {
  return iso === undefined ? undefined : Date.parse(iso);
}

function isSame(given: string, recorded: string | undefined): boolean {
  return recorded?.toLowerCase() === given.toLowerCase();
}
