import type { ProviderCall, ProviderSession } from '../../events/foreign-logs/provider-call.ts';
import type { Action } from '../../shell/effect.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import type { Outcome, ToolCall } from '../../transcripts/tool-call.ts';

/** What a join needs of a call. */
export interface RecordedCall
  extends Pick<
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
  > {
  /** Command lines under which a log may show it: the whole, and each program of it. */
  readonly commands: readonly string[];
  /** Base names of its programs. */
  readonly programs: readonly string[];
  /** Part of it runs on another host or in a container, where no log of this one sees it. */
  readonly isElsewhere: boolean;
  /** Hosts that it names, lower case. */
  readonly hosts: readonly string[];
  /** Its words say that it talks to others, named or not. */
  readonly usesNetwork: boolean;
  /** Absolute paths that it touches. */
  readonly paths: readonly { readonly action: Action; readonly path: string }[];
  /** Ids of keys and requests in its words and its result. */
  readonly ids: readonly string[];
  readonly cwd?: string;
}

/** What a join needs of a session. */
export type RecordedSession = Pick<
  SessionSummary,
  'sessionId' | 'agent' | 'startedAt' | 'endedAt' | 'cwds' | 'bypassWindows' | 'evidence'
>;

/** What the transcripts say. */
export interface Recorded {
  readonly calls: readonly RecordedCall[];
  readonly sessions: readonly RecordedSession[];
}

/** What the provider says. */
export interface ProviderSide {
  readonly providerCalls: readonly ProviderCall[];
  readonly providerSessions: readonly ProviderSession[];
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
