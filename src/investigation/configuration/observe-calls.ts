import type { Home } from '../../evidence/home.ts';
import { type InventoryAccount, type InventorySettings, inventory } from '../../transcripts/inventory.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/**
 * One pass over the calls of a home, each with its effects.
 * @returns what else there is to say of its sessions
 */
export async function observeCalls(
  home: Home,
  observe: (call: ToolCall) => void,
  { withResults = false }: Pick<InventorySettings, 'withResults'> = {},
): Promise<InventoryAccount> {
  const calls = inventory(home, {}, { withEffects: true, withResults });
  for await (const call of calls) observe(call);
  return calls.account();
}
