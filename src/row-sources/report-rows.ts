import { caseStatus } from '../commands/case-status.ts';
import type { StreamRow } from '../fleet/row.ts';
import { callRow } from '../fleet/rows/call-row.ts';
import { exposureRows } from '../fleet/rows/exposure-rows.ts';
import { findingRow } from '../fleet/rows/finding-row.ts';
import { occurrenceRow } from '../fleet/rows/occurrence-row.ts';
import { postureRow, settingRow } from '../fleet/rows/posture-row.ts';
import { refUpdateRow } from '../fleet/rows/ref-update-row.ts';
import { serverRow } from '../fleet/rows/server-row.ts';
import { sessionRows } from '../fleet/rows/session-rows.ts';
import { type CaseOption, type Investigation, investigation } from '../investigation/investigation.ts';
import { gapRows, type RowAccount, type RowSource, transcriptFacts } from './row-source.ts';

/** The whole runbook: every stream from one reading of the evidence. */
export const reportRows: RowSource<CaseOption | 'fingerprintKey'> = async function* (invocation) {
  const steps = investigation(invocation);
  for (let step = await steps.next(); ; step = await steps.next()) {
    if (step.done) {
      yield* caseRows(step.value, invocation.options.fingerprintKey !== undefined);
      return accountOf(step.value);
    }
    try {
      yield callRow(step.value);
    } catch (error) {
      // Whoever takes the rows has failed: the investigation ends its readers.
      await steps.throw(error);
    }
  }
};

/** @param hasKey secrets can be told apart without being told */
function* caseRows(
  { report, posture, settings, valueDigests }: Investigation,
  hasKey: boolean,
): Generator<StreamRow> {
  for (const session of report.sessions) yield* sessionRows(session);
  for (const finding of report.findings) yield findingRow(finding);
  for (const occurrence of report.occurrences) yield occurrenceRow(occurrence);
  for (const move of report.moves) yield refUpdateRow(move);
  for (const server of report.mcpServers) yield serverRow(server, report.subject.home);
  for (const item of posture) yield postureRow(item);
  for (const setting of settings) yield settingRow(setting);
  for (const rotation of report.rotations) yield* exposureRows(rotation, hasKey ? valueDigests : undefined);
  yield* gapRows(report.gaps);
}

function accountOf({ report }: Investigation): RowAccount {
  return {
    status: caseStatus(report),
    snapshots: ['occurrences', 'servers', 'posture', 'exposures', 'gaps'],
    facts: {
      verdict: report.verdict.value,
      disclosure: report.disclosure.value,
      ...transcriptFacts(report),
    },
  };
}
