import type { EvidenceReference } from '../../evidence/artifact.ts';
import type { Outcome, PermissionMode, ToolCall } from '../../transcripts/tool-call.ts';

/**
 * How surely a call is the origin of an entry. `entry`: it wrote the file and its words hold the entry, or it ran the
 * command that registers it; `file`: it wrote the file; `likely`: a shell command names both file and entry.
 */
export const strengths = ['entry', 'likely', 'file'] as const;
export type WriteStrength = (typeof strengths)[number];

/** The call that wrote something, as far as the transcripts tell. */
export interface WrittenBy {
  readonly toolCallId: string;
  readonly sessionId: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  readonly permissionMode: PermissionMode;
  readonly tool: string;
  readonly argument: string;
  readonly outcome: Outcome;
  readonly strength: WriteStrength;
  readonly evidence: EvidenceReference;
}

const argumentAtMost = 300;

export function writtenBy(call: ToolCall, strength: WriteStrength): WrittenBy {
  return {
    toolCallId: call.id,
    sessionId: call.sessionId,
    ...(call.startedAt !== undefined && { at: call.startedAt }),
    permissionMode: call.permissionMode,
    tool: call.tool,
    argument: call.argument.slice(0, argumentAtMost),
    outcome: call.outcome,
    strength,
    evidence: call.evidence,
  };
}
