import { run } from '../commands/posture.ts';
import { findingRow } from '../fleet/rows/finding-row.ts';
import { postureRow, settingRow } from '../fleet/rows/posture-row.ts';
import { documentOf } from './document-of.ts';
import { gapRows, type RowSource } from './row-source.ts';

/** Everything that acts later, and the settings that guard. */
export const postureRows: RowSource<'repo' | 'queries'> = async function* (invocation) {
  const { document, status } = await documentOf(run, invocation);
  for (const item of document.items) yield postureRow(item);
  for (const setting of document.permissions.settings) yield settingRow(setting);
  for (const finding of document.findings) yield findingRow(finding);
  yield* gapRows(status.gaps);
  return { status, snapshots: ['posture', 'gaps'], facts: {} };
};
