import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/** The call that a statement comes from. */
export interface CallMark {
  readonly callId: string;
  readonly sessionId: string;
  /** ISO 8601 UTC; absent where no record carries a time. */
  readonly at?: string;
  readonly evidence: EvidenceReference;
}

export function markOf({ id, sessionId, startedAt, endedAt, evidence }: ToolCall): CallMark {
  const at = endedAt ?? startedAt;
  return { callId: id, sessionId, ...(at !== undefined && { at }), evidence };
}
