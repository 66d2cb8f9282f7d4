import { withCost } from '../assess/cost/estimate-cost.ts';
import type { SelectionOption } from '../invocation/inventory-selection.ts';
import { inventorySettings, sessionSelectionOf } from '../invocation/inventory-selection.ts';
import { openHomeOf } from '../invocation/open-home.ts';
import {
  type Inventory,
  type InventoryAccount,
  inventory,
  summariseTranscripts,
} from '../transcripts/inventory.ts';
import { rowOf } from '../transcripts/row-of.ts';
import type { SessionInventory, ToolCallRow } from '../transcripts/session-inventory.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';
import { callsStatus } from './calls-status.ts';
import type { Command, Result } from './command.ts';

/** What a document holds of the calls; a stream has no bound. */
const mostCalls = 1000;

/** The inventory of a home, or of the sessions and files that the operands name. */
export const run: Command<
  SelectionOption | 'agent' | 'repo' | 'map' | 'prompts' | 'cost' | 'calls',
  SessionInventory,
  ToolCallRow
> = async (invocation) => {
  const home = openHomeOf(invocation);
  const selection = sessionSelectionOf(invocation);
  const settings = inventorySettings(invocation);
  const calls = (): Inventory =>
    // Prompts are read with the results.
    inventory(home, selection, {
      ...settings,
      withResults: invocation.options.prompts === true,
      withInput: false,
      withEffects: true,
    });
  if (invocation.shape === 'stream') return streamOf(calls());
  const priced = invocation.options.cost === true ? withCosts : (account: InventoryAccount) => account;
  if (invocation.options.calls) return documentOfCalls(calls(), priced);
  return documentOf(priced(await summariseTranscripts(home, selection, settings)));
};

function streamOf(calls: Inventory): Result<SessionInventory, ToolCallRow> {
  return {
    shape: 'stream',
    rows: rowsOf(calls),
    text: (writing) => calls.text(writing),
    status: () => callsStatus(calls.account()),
  };
}

function withCosts(account: InventoryAccount): InventoryAccount {
  return { ...account, sessions: account.sessions.map(withCost) };
}

async function documentOfCalls(
  calls: Inventory,
  priced: (account: InventoryAccount) => InventoryAccount,
): Promise<Result<SessionInventory, ToolCallRow>> {
  const rows: ToolCallRow[] = [];
  let callsLeftOut = 0;
  for await (const row of rowsOf(calls)) {
    if (rows.length < mostCalls) rows.push(row);
    else callsLeftOut += 1;
  }
  return documentOf(priced(calls.account()), { calls: rows, ...(callsLeftOut > 0 && { callsLeftOut }) });
}

function documentOf(
  { sessions, retention, coverage, gaps, unclaimed, artifacts }: InventoryAccount,
  more: Pick<SessionInventory, 'calls' | 'callsLeftOut'> = {},
): Result<SessionInventory, ToolCallRow> {
  return {
    shape: 'document',
    document: { schemaVersion: 1, sessions, retention, coverage, gaps, unclaimed, artifacts, ...more },
    status: { level: 'none', gaps },
  };
}

async function* rowsOf(calls: AsyncIterable<ToolCall>): AsyncIterable<ToolCallRow> {
  for await (const call of calls) yield rowOf(call);
}
