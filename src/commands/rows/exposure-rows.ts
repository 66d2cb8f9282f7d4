import { exposureRow } from '../../fleet/rows/exposure-row.ts';
import { run } from '../exposure.ts';
import { documentOf } from './document-of.ts';
import { gapRows, type RowSource } from './row-source.ts';

/** Every credential to rotate. */
export const exposureRows: RowSource = async function* (invocation) {
  const { document, status } = await documentOf(run, invocation);
  for (const rotation of document.rotations) yield exposureRow(rotation);
  yield* gapRows(status.gaps);
  return { status, snapshots: ['exposures', 'gaps'], facts: {} };
};
