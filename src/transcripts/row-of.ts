import type { ToolCallRow } from './session-inventory.ts';
import type { ToolCall } from './tool-call.ts';

/** A call without what is as long as the evidence itself. */
export function rowOf(call: ToolCall): ToolCallRow {
  const { input: _input, result: _result, ...row } = call;
  return row;
}
