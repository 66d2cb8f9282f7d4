import { callRow } from '../../fleet/rows/call-row.ts';
import { sessionRows } from '../../fleet/rows/session-rows.ts';
import { inventory } from '../../transcripts/inventory.ts';
import type { SelectionOption } from '../inventory/selection-of.ts';
import { inventorySettings, selectedHome, selectionOf } from '../inventory/selection-of.ts';
import { gapRows, type RowSource, transcriptFacts } from './row-source.ts';

/** Every session with its calls. */
export const sessionsRows: RowSource<SelectionOption | 'repo'> = async function* (invocation) {
  const calls = inventory(selectedHome(invocation), selectionOf(invocation), {
    ...inventorySettings(invocation),
    withResults: false,
    withInput: false,
    withEffects: true,
  });
  for await (const call of calls) yield callRow(call);
  const { sessions, gaps, retention } = calls.account();
  for (const session of sessions) yield* sessionRows(session);
  yield* gapRows(gaps);
  return {
    status: { level: 'none', gaps },
    snapshots: ['gaps'],
    facts: transcriptFacts(sessions, retention.days),
  };
};
