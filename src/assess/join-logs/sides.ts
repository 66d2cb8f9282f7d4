import type { ProcessEvent } from '../../events/foreign-logs/process-event.ts';
import type { ProviderCall, ProviderSession } from '../../events/foreign-logs/provider-call.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import type { Outcome, ToolCall } from '../../transcripts/tool-call.ts';

/** What a join needs of a call. */
export type RecordedCall = Pick<
  ToolCall,
  | 'id'
  | 'sessionId'
  | 'tool'
  | 'toolKind'
  | 'argument'
  | 'startedAt'
  | 'endedAt'
  | 'outcome'
  | 'permissionMode'
  | 'evidence'
>;

/** What the transcripts say. */
export interface Recorded {
  readonly calls: readonly RecordedCall[];
  readonly sessions: readonly Pick<SessionSummary, 'sessionId' | 'startedAt' | 'endedAt'>[];
}

/** What others say: the provider, and the endpoint. */
export interface ForeignLogs {
  readonly providerCalls: readonly ProviderCall[];
  readonly providerSessions: readonly ProviderSession[];
  readonly processEvents: readonly ProcessEvent[];
}

/** Outcomes of calls that reached the endpoint. */
export const ran: ReadonlySet<Outcome> = new Set(['succeeded', 'failed', 'background', 'interrupted']);

/** First and last of some times; empty where there are none. */
export function spanOf(times: readonly string[]): readonly [from: string, to: string] {
  const sorted = [...times].sort();
  return [sorted[0] ?? '', sorted.at(-1) ?? ''];
}

export function isInside(at: string | undefined, [from, to]: readonly [string, string]): boolean {
  return at !== undefined && from <= at && at <= to;
}
