import type { Rotation } from '../../assess/exposure/rotation-list.ts';
import type { StreamRow } from '../row.ts';
import { evidenceCells } from './evidence-cells.ts';

export function exposureRow(rotation: Rotation): StreamRow {
  const { evidence, ...exposure } = rotation;
  return { stream: 'exposures', row: { ...exposure, ...evidenceCells(evidence[0]) } };
}
