import type { Gap } from '../../evidence/gap.ts';
import { decide, effectiveMode } from '../../permissions/decide.ts';
import type { PermissionRequest } from '../../permissions/permission-call.ts';
import type { ReplayRow } from '../../permissions/replay/replay-report.ts';
import type { CallAnalyser } from '../../transcripts/effects/call-analyser.ts';
import type { Inventory } from '../../transcripts/inventory.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { PolicyBook } from './policy-book.ts';
import type { RequestMaker } from './request-of.ts';

/** What is judged, and by what. */
export interface Replay {
  readonly calls: Inventory;
  readonly maker: RequestMaker;
  readonly analyser: CallAnalyser;
  readonly set: PolicyBook;
  readonly against?: PolicyBook;
  readonly gaps: readonly Gap[];
}

/** One call under the set, and under the one that is compared where there is one. */
export function judged(call: ToolCall, request: PermissionRequest, { set, against }: Replay): ReplayRow {
  const { id, sessionId, tool, argument, outcome, evidence } = call;
  const other = against && verdictOf(request, against);
  return {
    ...{ id, ...verdictOf(request, set), sessionId, tool, argument, outcome },
    ...(request.version !== undefined && { version: request.version }),
    ...(other && { against: other }),
    evidence,
  };
}

function verdictOf(request: PermissionRequest, book: PolicyBook) {
  const policy = book.policyFor(request);
  return { ...decide(request, policy), mode: effectiveMode(request.mode, policy) };
}
