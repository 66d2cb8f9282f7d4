import type { Gap } from '../../evidence/gap.ts';
import type { StreamRow } from '../row.ts';
import { evidenceCells } from './evidence-cells.ts';

export function gapRow({ kind, reason, evidence }: Gap): StreamRow {
  return { stream: 'gaps', row: { kind, reason, ...evidenceCells(evidence) } };
}
