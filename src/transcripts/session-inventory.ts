import type { Artifact } from '../evidence/artifact.ts';
import type { Retention } from '../evidence/configuration/retention.ts';
import type { Gap } from '../evidence/gap.ts';
import type { Coverage } from './coverage/coverage.ts';
import type { FoundText } from './found-text.ts';
import type { SessionSummary } from './session-summary.ts';
import type { ToolCall } from './tool-call.ts';
import type { UnclaimedRecords } from './unclaimed-records.ts';

/** How long transcripts are kept, and how far back they can tell of anything. */
export interface KeptTime extends Retention {
  /** ISO 8601 UTC. Sessions that ended before may have been deleted as a matter of course; absent without a clock. */
  readonly coversFrom?: string;
}

/** What `sessions` says in one piece. */
export interface SessionInventory {
  readonly schemaVersion: 1;
  readonly sessions: readonly SessionSummary[];
  readonly retention: KeptTime;
  readonly coverage: Coverage;
  readonly gaps: readonly Gap[];
  /** In the order of their types. */
  readonly unclaimed: readonly UnclaimedRecords[];
  readonly artifacts: readonly Artifact[];
  /** With `--calls`, the first ones, up to a bound: the stream has them all. */
  readonly calls?: readonly ToolCallRow[];
  readonly callsLeftOut?: number;
}

/** One tool call of the stream: without its input and its result, for which `argument` and `outcome` stand; with `prompt` where it was asked for. */
export type ToolCallRow = Omit<ToolCall, 'input' | 'result'> & {
  /** Where a text that was looked for stands in it; absent where none was. */
  readonly found?: readonly FoundText[];
};
