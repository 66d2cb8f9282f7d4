import type { SessionSummary } from '../../events/session-summary.ts';
import type { WovenCall } from '../../events/transcript/weave.ts';

/** Which calls an inventory yields; absent means all. */
export interface Selection {
  readonly since?: Date;
  readonly until?: Date;
  /** Part of the project folder's name or of a working folder. */
  readonly project?: string;
  readonly tool?: string;
  readonly mode?: string;
  /** Session ids, or their beginnings. */
  readonly sessions?: readonly string[];
  /** Transcripts to read instead of those of the home; absolute. */
  readonly files?: readonly string[];
}

/** A call without a time is kept: it cannot be shown to lie outside. */
export function selectsCall(selection: Selection, call: WovenCall): boolean {
  const { tool, mode } = selection;
  const { mark } = call.appearance;
  return (
    inWindow(selection, mark.at, mark.at) &&
    (tool === undefined || mark.tool.toLowerCase() === tool.toLowerCase()) &&
    (mode === undefined || call.mode.mode.toLowerCase() === mode.toLowerCase())
  );
}

export function selectsSession(selection: Selection, session: SessionSummary): boolean {
  const { project, sessions } = selection;
  const places = [session.project, ...session.cwds];
  return (
    inWindow(selection, time(session.startedAt), time(session.endedAt)) &&
    (project === undefined || places.some((place) => place.includes(project))) &&
    (sessions === undefined || sessions.some((id) => session.sessionId.startsWith(id)))
  );
}

function inWindow({ since, until }: Selection, from?: number, to?: number): boolean {
  if (since !== undefined && to !== undefined && to < since.getTime()) return false;
  return !(until !== undefined && from !== undefined && from > until.getTime());
}

function time(iso: string | undefined): number | undefined {
  return iso === undefined ? undefined : Date.parse(iso);
}
