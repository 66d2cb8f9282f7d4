import type { FlagOccurrence } from '../../scan/flag-occurrence.ts';
import type { StreamRow } from '../row.ts';
import { evidenceCells } from './evidence-cells.ts';

export function occurrenceRow(occurrence: FlagOccurrence): StreamRow {
  const { evidence, ...place } = occurrence;
  return { stream: 'occurrences', row: { ...place, ...evidenceCells(evidence) } };
}
