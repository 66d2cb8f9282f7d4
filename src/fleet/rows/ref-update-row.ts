import type { AttributedRefMove } from '../../assess/attribution.ts';
import type { StreamRow } from '../row.ts';
import { evidenceCells } from './evidence-cells.ts';

export function refUpdateRow(
  move: Omit<AttributedRefMove, 'candidates'> & { readonly candidates?: readonly string[] },
): StreamRow {
  const { evidence, ...update } = move;
  return { stream: 'ref_updates', row: { ...update, ...evidenceCells(evidence) } };
}
