import { CallAnalyser } from '../../events/effects/call-analyser.ts';
import type { ToolCall } from '../../events/tool-call.ts';
import type { Gap } from '../../evidence/gap.ts';
import type { Home } from '../../evidence/home.ts';
import { inventory } from '../inventory.ts';

/**
 * One pass over the calls of a home, each with its effects.
 * @returns the gaps of the transcripts
 */
export async function observeCalls(home: Home, observe: (call: ToolCall) => void): Promise<readonly Gap[]> {
  const analyser = new CallAnalyser(home.recordedPath);
  const calls = inventory(home);
  for await (const call of calls) observe(analyser.analyse(call).call);
  return calls.account().gaps;
}
