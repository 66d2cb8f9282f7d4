import { callsStatus } from '../commands/calls-status.ts';
import { callRow } from '../fleet/rows/call-row.ts';
import { sessionRows } from '../fleet/rows/session-rows.ts';
import type { SelectionOption } from '../invocation/inventory-selection.ts';
import { inventorySettings, sessionSelectionOf } from '../invocation/inventory-selection.ts';
import { openHomeOf } from '../invocation/open-home.ts';
import { inventory } from '../transcripts/inventory.ts';
import { gapRows, type RowSource, transcriptFacts } from './row-source.ts';

/** Every session with its calls. */
export const sessionsRows: RowSource<SelectionOption | 'agent' | 'repo' | 'map'> = async function* (
  invocation,
) {
  const calls = inventory(openHomeOf(invocation), sessionSelectionOf(invocation), {
    ...inventorySettings(invocation),
    withResults: false,
    withInput: false,
    withEffects: true,
  });
  for await (const call of calls) yield callRow(call);
  const account = calls.account();
  const { sessions, gaps } = account;
  for (const session of sessions) yield* sessionRows(session);
  yield* gapRows(gaps);
  return {
    status: callsStatus(account),
    snapshots: ['gaps'],
    facts: transcriptFacts(account),
  };
};
