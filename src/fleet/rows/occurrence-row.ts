import type { FlagOccurrence } from '../../scan/flag-occurrence.ts';
import type { StreamRow } from '../row.ts';
import { evidenceCells } from './evidence-cells.ts';

export function occurrenceRow(occurrence: FlagOccurrence): StreamRow {
  // A column tells nothing across machines, and a piece stands in the text.
  const { evidence, column: _, endColumn: __, piece: ___, allowedOn: ____, ...place } = occurrence;
  return { stream: 'occurrences', row: { ...place, ...evidenceCells(evidence) } };
}
