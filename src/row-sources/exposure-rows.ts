import { exposureStatus } from '../commands/exposure.ts';
import { exposureRows as rowsOf } from '../fleet/rows/exposure-rows.ts';
import { examineExposure } from '../investigation/exposure/examine-exposure.ts';
import { gapRows, type RowSource } from './row-source.ts';

/** Every credential to rotate; value by value, where there is a key to tell them apart. */
export const exposureRows: RowSource<'repo' | 'fingerprintKey'> = async function* (invocation) {
  const { exposure, valueDigests } = await examineExposure(invocation);
  const status = exposureStatus(exposure);
  const told = invocation.options.fingerprintKey === undefined ? undefined : valueDigests;
  for (const rotation of exposure.rotations) yield* rowsOf(rotation, told);
  yield* gapRows(status.gaps);
  return { status, snapshots: ['exposures', 'gaps'], facts: {} };
};
