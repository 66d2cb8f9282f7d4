import type { Home } from '../../evidence/home.ts';
import type { CallWatcher, CallWithEffects } from '../../transcripts/call-watcher.ts';
import { type InventoryAccount, inventory } from '../../transcripts/inventory.ts';

/**
 * One pass over the calls of a home, each with its effects.
 * @returns what else there is to say of its sessions
 */
export async function observeCalls(
  home: Home,
  watchers: readonly CallWatcher<unknown, CallWithEffects>[],
): Promise<InventoryAccount> {
  const calls = inventory(home, {}, { withEffects: true, withResults: false });
  for await (const call of calls) for (const watcher of watchers) watcher.call({ call });
  return calls.account();
}
