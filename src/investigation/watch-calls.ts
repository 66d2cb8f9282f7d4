import type { Home } from '../evidence/home.ts';
import type { CallWatcher } from '../transcripts/call-watcher.ts';
import { CallAnalyser } from '../transcripts/effects/call-analyser.ts';
import { homeInCommands } from '../transcripts/effects/home-in-commands.ts';
import type { Inventory, InventoryAccount } from '../transcripts/inventory.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';

/**
 * Shows each call of an inventory to all watchers, and gives it back with its effects.
 * @returns what else the transcripts say
 */
export async function* watchCalls(
  calls: Inventory,
  home: Home,
  watchers: readonly CallWatcher<unknown>[],
): AsyncGenerator<ToolCall, InventoryAccount> {
  const analyser = new CallAnalyser(homeInCommands(home));
  for await (const recorded of calls) {
    const analysed = analyser.analyse(recorded);
    for (const watcher of watchers) watcher.call(analysed);
    yield analysed.call;
  }
  return calls.account();
}

/** Runs through a generator for what it returns. */
export async function returnedBy<Returned>(steps: AsyncGenerator<unknown, Returned>): Promise<Returned> {
  for (let step = await steps.next(); ; step = await steps.next()) if (step.done) return step.value;
}
