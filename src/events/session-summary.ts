import type { EvidenceReference } from '../evidence/artifact.ts';
import type { Outcome, PermissionModeSource } from './tool-call.ts';

/** A stretch of a session in bypass mode. */
export interface BypassWindow {
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  readonly calls: number;
  readonly source: PermissionModeSource;
}

/** What one session was, over its main transcript and all its subagents. */
export interface SessionSummary {
  readonly sessionId: string;
  readonly project: string;
  /** `flat`: lines `{"type":"tool_use","tool_name":…}`, which guides describe and other agents write. */
  readonly format: 'nested' | 'flat';
  /** Every working folder seen, the first one first. */
  readonly cwds: readonly string[];
  readonly branches: readonly string[];
  readonly versions: readonly string[];
  readonly entrypoints: readonly string[];
  readonly models: readonly string[];
  /** ISO 8601 UTC; absent where no record carries a time. */
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly toolCalls: number;
  readonly callsByTool: Readonly<Record<string, number>>;
  readonly callsByOutcome: Readonly<Partial<Record<Outcome, number>>>;
  readonly callsByMode: Readonly<Record<string, number>>;
  readonly bypassWindows: readonly BypassWindow[];
  readonly subagents: number;
  readonly humanPrompts: number;
  /** The first prompt, cut to a bound. */
  readonly firstPrompt?: string;
  readonly evidence: EvidenceReference;
}
