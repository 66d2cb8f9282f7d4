import type { Conversation } from '../events/instructions.ts';
import type { EvidenceReference } from '../evidence/artifact.ts';
import type { State } from '../state.ts';
import type { Outcome, PermissionMode } from '../transcripts/tool-call.ts';

/** What a correlation keeps of a matching event. */
export interface Match {
  readonly queryId: string;
  /** Milliseconds since 1970; where the evidence has no time, that of the event before. */
  readonly atMs: number;
  /** ISO 8601 UTC, as recorded. */
  readonly at?: string;
  /** Position among all events of the run: decides where times are equal. */
  readonly order: number;
  /** Values of the fields that correlations need. */
  readonly fields: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly sessionId: string;
  readonly toolCallIds: readonly string[];
  readonly arguments: readonly string[];
  readonly permissionModes: readonly PermissionMode[];
  readonly modeInferred?: true;
  readonly outcomes: readonly Outcome[];
  readonly state: State;
  /** The human's words before the call, cut to a bound. */
  readonly prompt?: string;
  readonly question?: string;
  readonly said?: Conversation;
  readonly promptEvidence?: EvidenceReference;
  readonly evidence: readonly EvidenceReference[];
}

export function byTime(a: Match, b: Match): number {
  return a.atMs - b.atMs || a.order - b.order;
}
