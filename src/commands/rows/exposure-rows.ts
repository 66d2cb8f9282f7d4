import { exposureRows as rowsOf } from '../../fleet/rows/exposure-rows.ts';
import { examineExposure } from '../exposure.ts';
import { gapRows, type RowSource } from './row-source.ts';

/** Every credential to rotate; value by value, where there is a key to tell them apart. */
export const exposureRows: RowSource<'repo' | 'fingerprintKey'> = async function* (invocation) {
  const { document, status, valueDigests } = await examineExposure(invocation);
  const told = invocation.options.fingerprintKey === undefined ? undefined : valueDigests;
  for (const rotation of document.rotations) yield* rowsOf(rotation, told);
  yield* gapRows(status.gaps);
  return { status, snapshots: ['exposures', 'gaps'], facts: {} };
};
