import type { Artifact } from '../evidence/artifact.ts';
import type { Gap } from '../evidence/gap.ts';
import type { SessionSummary } from './session-summary.ts';
import type { ToolCall } from './tool-call.ts';

/** What `sessions` says in one piece. */
export interface SessionInventory {
  readonly schemaVersion: 1;
  readonly sessions: readonly SessionSummary[];
  readonly gaps: readonly Gap[];
  readonly artifacts: readonly Artifact[];
  /** With `--calls`, the first ones, up to a bound: the stream has them all. */
  readonly calls?: readonly ToolCallRow[];
  readonly callsLeftOut?: number;
}

/** One tool call of the stream: without its input and its result, for which `argument` and `outcome` stand. */
export type ToolCallRow = Omit<ToolCall, 'input' | 'result' | 'prompt'>;
