import type { Rotation } from '../../assess/exposure/rotation-list.ts';
import type { StreamRow } from '../row.ts';
import { evidenceCells } from './evidence-cells.ts';

/** Of one kind in the transcripts of one home. */
const valuesAtMost = 200;

/**
 * A credential to rotate. What lies in transcripts is counted anew in each run: its place is `transcripts` in all.
 * @param valueDigests by kind, where rows are to tell values apart: one row for each value then
 */
export function exposureRows(
  { evidence, ...rotation }: Rotation,
  valueDigests?: ReadonlyMap<string, ReadonlySet<string>>,
): readonly StreamRow[] {
  const cells = { ...rotation, ...evidenceCells(evidence[0]) };
  if (rotation.reason !== 'in-transcript') return [{ stream: 'exposures', row: cells }];
  const row = { ...cells, what: 'transcripts' };
  const values = [...(valueDigests?.get(rotation.kind) ?? [])].sort().slice(0, valuesAtMost);
  if (values.length === 0) return [{ stream: 'exposures', row }];
  const { places: _ofAllValues, ...ofOne } = row;
  return values.map((valueDigest) => ({ stream: 'exposures', row: ofOne, valueDigest }));
}
