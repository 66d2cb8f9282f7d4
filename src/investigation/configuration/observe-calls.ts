import type { Gap } from '../../evidence/gap.ts';
import type { Home } from '../../evidence/home.ts';
import { type InventorySettings, inventory } from '../../transcripts/inventory.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/**
 * One pass over the calls of a home, each with its effects.
 * @returns the gaps of the transcripts
 */
export async function observeCalls(
  home: Home,
  observe: (call: ToolCall) => void,
  { withResults = false }: Pick<InventorySettings, 'withResults'> = {},
): Promise<readonly Gap[]> {
  const calls = inventory(home, {}, { withEffects: true, withResults });
  for await (const call of calls) observe(call);
  return calls.account().gaps;
}
