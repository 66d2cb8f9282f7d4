import { withCost } from '../assess/cost/estimate-cost.ts';
import type { SelectionOption } from '../invocation/inventory-selection.ts';
import { inventorySettings, selectionOf } from '../invocation/inventory-selection.ts';
import type { Options } from '../invocation/invocation.ts';
import { openHomeOf } from '../invocation/open-home.ts';
import { TextSearch } from '../transcripts/found-text.ts';
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
  SelectionOption | 'repo' | 'map' | 'prompts' | 'cost' | 'calls' | 'grep',
  SessionInventory,
  ToolCallRow
> = async (invocation) => {
  const home = openHomeOf(invocation);
  const selection = selectionOf(invocation);
  const settings = inventorySettings(invocation);
  if (invocation.options.grep) {
    const calls = inventory(home, selection, { ...settings, withEffects: true });
    return resultOf(holding(calls, invocation.options), calls, invocation.shape);
  }
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

/** Of calls that hold a text: those, and their sessions. */
async function resultOf(
  rows: AsyncIterable<ToolCallRow>,
  calls: Inventory,
  shape: 'document' | 'stream',
): Promise<Result<SessionInventory, ToolCallRow>> {
  if (shape === 'stream') return { shape, rows, status: () => callsStatus(calls.account()) };
  const listed = await listOf(rows);
  const account = calls.account();
  const sessions = account.sessions.filter(({ sessionId }) => listed.sessions.has(sessionId));
  return documentOf({ ...account, sessions }, listed.document);
}

async function* holding(
  calls: AsyncIterable<ToolCall>,
  { grep, redact }: Options<'grep'>,
): AsyncIterable<ToolCallRow> {
  if (!grep) return;
  const search = new TextSearch(grep, redact);
  for await (const call of calls) {
    const found = search.in(call);
    if (found.length > 0) yield { ...rowOf(call), found };
  }
}

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
  const { document } = await listOf(rowsOf(calls));
  return documentOf(priced(calls.account()), document);
}

/** The first rows, up to a bound, and whose they all are. */
async function listOf(rows: AsyncIterable<ToolCallRow>) {
  const calls: ToolCallRow[] = [];
  const sessions = new Set<string>();
  let callsLeftOut = 0;
  for await (const row of rows) {
    sessions.add(row.sessionId);
    if (calls.length < mostCalls) calls.push(row);
    else callsLeftOut += 1;
  }
  return { sessions, document: { calls, ...(callsLeftOut > 0 && { callsLeftOut }) } };
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
